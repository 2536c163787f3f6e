/** The question box: key → Chinese, English. The examples are questions in Chinese in both languages, for that is what is understood. */
export const ASK = {
  ask: ["提问", "Ask"], question_box: ["用一句话提问，例如：鹤岗2022年走访了哪些企业", "Ask in Chinese, e.g. 鹤岗2022年走访了哪些企业"],
  understood: ["理解为", "Understood as"], change_question: ["修改条件", "Change it"], ignored_words: ["没有用上的词：{n}", "Words that had no part in this: {n}"],
  counted: ["{n} 项，{rows} 行", "{n} things, {rows} rows"], could_mean: ["也可能是问", "It could also mean"], choose_one: ["是不是想问：", "Did you mean:"],
  ask_example_1: ["哪些企业被多个地方走访过", "哪些企业被多个地方走访过"], ask_example_2: ["最近有哪些招商团", "最近有哪些招商团"],
  ask_example_3: ["最大的五个项目", "最大的五个项目"], ask_example_4: ["历年签约总额", "历年签约总额"],
  ask_example_5: ["走访后一年内签了什么", "走访后一年内签了什么"], ask_example_6: ["有哪些计划中的招商团", "有哪些计划中的招商团"],
} as const satisfies Record<string, readonly [string, string]>;
