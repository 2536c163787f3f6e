/** Classes, properties and values of the ontology, as the reader meets them: key → Chinese, English. */
export const TERMS = {
  Delegation: ["团组", "Delegation"], Company: ["企业", "Company"], Official: ["官员", "Official"], Executive: ["企业负责人", "Executive"], Body: ["机构", "Body"],
  City: ["城市", "City"], Province: ["省份", "Province"], County: ["区县", "County"], Township: ["乡镇街道", "Township"], Country: ["国家", "Country"],
  DevelopmentZone: ["开发区", "Development zone"], Region: ["地区", "Region"], Project: ["项目", "Project"], Signing: ["签约", "Signing"],
  Visit: ["走访", "Visit"], Meeting: ["会见", "Meeting"], Post: ["职务", "Post"], Tenure: ["任职", "Tenure"], Article: ["报道", "Article"],
  Person: ["人物", "Person"], Organization: ["组织", "Organization"], led: ["带队", "led"], joined: ["随团", "joined"], sentBy: ["派出方", "sent by"],
  toured: ["到访", "toured"], visited: ["走访", "visited"], met: ["会见", "met"], investsIn: ["投资", "invests in"], locatedIn: ["位于", "located in"],
  partOf: ["属于", "part of"], basedIn: ["所在地", "based in"], heldBy: ["任职者", "held by"], ofPost: ["职务", "of post"],
  jurisdiction: ["辖区", "jurisdiction"], holds: ["担任", "holds"], byDelegation: ["所属团组", "by delegation"], visitTo: ["走访对象", "visit to"],
  meetingWith: ["会见对象", "meeting with"], atPlace: ["地点", "at"], hasParty: ["签约方", "party"], hasSigner: ["签约人", "signer"],
  concerns: ["涉及项目", "concerns"], mentions: ["提到", "mentions"], name: ["名称", "name"], alias: ["别名", "also known as"], status: ["状态", "status"],
  stage: ["阶段", "stage"], amount: ["金额", "amount"], currency: ["币种", "currency"], count: ["数量", "count"], startDate: ["开始", "start"],
  endDate: ["结束", "end"], date: ["日期", "date"], planned: ["计划中", "planned"], happened: ["已发生", "happened"], cancelled: ["已取消", "cancelled"],
  negotiating: ["在谈", "negotiating"], signed: ["已签约", "signed"], construction: ["在建", "under construction"], operating: ["已投产", "operating"],
  intendedLeader: ["拟由其带队", "intended leader"], intendedSender: ["拟派出方", "intended sender"], intendedDestination: ["拟前往", "intended destination"],
} as const satisfies Record<string, readonly [string, string]>;
