/** The question box: key → Chinese, English. */
export const ASK = {
  ask: ["提问", "Ask"], question_box: ["用一句话提问，例如：丛丽带队走访了哪些企业", "Ask in Chinese, e.g. 丛丽带队走访了哪些企业"],
} as const satisfies Record<string, readonly [string, string]>;
