/** English words that begin a next step; in base form, so that reports ("called") are none. */
const actionsEn = [
  'follow up|catch up|check in|check|touch base|get in touch|get back|get|call|phone|ring|dial',
  'e-?mail|mail|write|reply|respond|answer|message|text|whatsapp|ping|send|forward|share|post',
  'meet|see|visit|drop by|stop by|ask|tell|inform|remind|invite|thank|congratulate|introduce',
  'offer|quote|propose|prepare|draft|finish|review|discuss|talk|speak|agree|confirm|decide',
  'book|schedule|reschedule|arrange|plan|set up|organi[sz]e|order|deliver|ship|bring|pick up',
  'collect|return|pay|invoice|bill|charge|refund|sign|renew|cancel|start|show|demo|present',
  'give|make|do|try|look|find|update|add|buy|wish|ping|contact|reach out|connect|measure|repair',
].join('|')

/** English things that are next steps by themselves: "Lunch next Friday". */
const eventsEn =
  'lunch|dinner|breakfast|coffee|tea|meeting|appointment|demo|lesson|course|workshop|birthday|' +
  'video call|phone call|zoom|visit|interview|presentation|deadline|reminder|next call|next meeting'

const leadEn =
  "(?:(?:and|then|so|also|please|pls|todo|to do|next step|next|i(?:'|’)ll|i will|i must|i need|" +
  "need|must|have|will|should|we(?:'|’)ll|we will|let(?:'|’)s|remember|don(?:'|’)t forget|asked me|" +
  'wants me|promised|promised to|agreed|to|:|-|–|•)[\\s:,-]*)*'

/** Whether an English clause, its date words taken out, tells what to do. */
export const isActionEn = (clause: string): boolean => actionPatternEn.test(clause)
const actionPatternEn = new RegExp(`^\\s*${leadEn}(?:(?:${actionsEn})\\b|(?:${eventsEn})\\b)`, 'iu')

/** Words before a date that go with it: "call again on". */
export const danglingEn = /[\s,;:–-]*\b(?:on|at|by|in|for|before|until|till|around|from|the)\s*$/iu

const actionsZh =
  '打电话|打给|电话|致电|回电|联系|回复|回访|拜访|跟进|确认|提醒|见面|见|约|问|发|寄|送|写|邮件|短信|' +
  '微信|开会|会议|讨论|通话|聊|谈|吃饭|午饭|晚饭|喝咖啡|喝茶|上门|演示|报价|签|交|付款|收款|开票|准备|安排|' +
  '预约|催|检查|试|上课|课|面谈|复诊|看看|拿|取|给|祝|生日'
/** Sentences about what others do or what has been done are reports. */
const reportZh = /^(?:他|她|他们|她们|对方|客户|老板|公司)(?!.*(?:让我|叫我|要我|请我|希望我))/u
const doneZh = /[了过](?:$|[，。！？；、\s])|[^再]问了|发了|寄了|打了|见了|聊了|谈了/u

/** Whether a Chinese clause, its date words taken out, tells what to do. */
export const isActionZh = (clause: string): boolean =>
  !reportZh.test(clause) && !doneZh.test(clause) && new RegExp(`(?:${actionsZh})`, 'u').test(clause)
