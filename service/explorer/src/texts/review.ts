/** The review queue and what readers say of statements: key → Chinese, English. */
export const REVIEW = {
  wrong: ["这条不对", "This is wrong"], sent: ["已送交复核", "Sent to the review queue"],
  review_lead: ["抽取时存疑的地方和读者指出的错误。每一项都可以用一个键决定；决定之后，不对的离开图谱，属实的进入图谱。", "What the reading was unsure of, and what readers found wrong. One key decides: what is wrong leaves the graph, what holds enters it."],
  queue_empty: ["没有待复核的内容。", "Nothing is waiting for review."], accept: ["属实", "Accept"], correct: ["需更正", "Correct"], refuse: ["不对", "Refuse"],
  flagged: ["读者指出", "Flagged by a reader"], doubt: ["抽取存疑", "Doubt of the reading"], decided: ["已记录：{n}", "Recorded: {n}"],
  correction: ["应当是", "It should say"], reason: ["原因", "Reason"], why_wrong: ["哪里不对（可不填）", "What is wrong (may be left empty)"], send: ["送交", "Send"],
  waiting: ["待复核 {n}", "{n} waiting"], next: ["下一项", "Next"],
  was_flag: ["读者认为不对，等待复核", "A reader called this wrong; it waits for review"], was_accept: ["复核：属实", "Reviewed: accepted"],
  was_correct: ["复核：需更正", "Reviewed: to be corrected"], was_refuse: ["复核：不对", "Reviewed: wrong"],
  correction_hint: ["正确的名称、日期或金额；留空则删去", "The right name, date or sum; empty takes it out"], remark: ["备注", "Remark"], cancel: ["取消", "Cancel"],
  first_waiting: ["先列出 {n} 项，处理后会出现后面的。", "The first {n} are listed; the next follow as these are decided."],
} as const satisfies Record<string, readonly [string, string]>;
