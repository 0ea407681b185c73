/** Quoted lines are somebody else's words, and addresses of links are none at all. */
const notOwnWords = /^>.*$|<[^<>\s]+>|\bhttps?:\/\/\S+/gmu

/** Phrases that have nothing to do with files. */
const figurative = new RegExp(
  [
    String.raw`\bno strings attached\b`,
    String.raw`\b(?:no|without|any) attachments?\b`,
    String.raw`\battachment (?:to|theory|styles?|parenting)\b`,
    // Attached to the idea; but not: attached to this mail.
    String.raw`\battach(?:es|ed|ing)? (?:it |them )?to (?!(?:this|the|my) (?:e-?mails?|mails?|messages?|notes?)\b)`,
    String.raw`\battach(?:es|ed|ing)? (?:(?:a|any|no|so|such|too|very|great|much|more|most|little|less|special|particular|high|real) )*(?:importance|value|weight|significance|meaning|blame|conditions?|strings)\b`,
    '(?:没有|沒有|不带|不帶|无需|無需)附件',
  ].join('|'),
  'giu',
)

const things =
  '(?:合同|合約|报价|報價|报价单|報價單|方案|资料|資料|文件|图纸|圖紙|照片|图片|圖片|发票|發票|账单|帳單|清单|清單|表格|文档|文檔|说明书|說明書|简历|簡歷)'

const words = new RegExp(
  [
    // As it is spelled, and as it is mistyped.
    String.raw`\b(?:att?atche?[sd]?|atache?[sd]|att?ch(?:ed|ing|ments?)|atachments?|attach(?:es|ed|ing|e?ments?)?)(?![\p{L}])`,
    String.raw`\b(?:enclos(?:e|ed|ing|ures?)|pfa)\b`,
    String.raw`\b(?:anbei|beigefügt|beiliegend|(?:im|als|in den) anhang|hänge .{1,60} an\b)`,
    String.raw`\b(?:adjunt[oa]s?|en pi[eè]ces? jointes?|ci-joint(?:e?s?)|em anexo|in allegato|allegat[oaie])(?![\p{L}])`,
    '附件|附檔|附档|附上|附于|附於|附呈|附后|附後|附表|随附|隨附|随信附|隨信附|另附|[见見如]附|添付',
    // Beside a thing: attached is the offer; the contract goes along with this.
    '附[：:]',
    `${things}.{0,6}(?:一并|一併|一起|一同|打包)(?:发|發|寄|传|傳|奉)(?:给|給|送|上|您|你)`,
  ].join('|'),
  'iu',
)

/** The subject of an answer and of what is passed on: somebody else's words. */
const notOwnSubject =
  /^\s*(?:re|aw|fwd?|wg|sv|vs|antw|rv|tr|res|回复|回覆|答复|答覆|转发|轉發)\s*[:：]/iu

/** Whether a mail speaks of files that go along, in its subject or its plain text. */
export const mailSpeaksOfFiles = (mail: {
  readonly subject: string
  readonly text: string
}): boolean =>
  speaksOfFiles(mail.text) || (!notOwnSubject.test(mail.subject) && speaksOfFiles(mail.subject))

/** Whether the plain text of a mail speaks of files that go along. */
export const speaksOfFiles = (text: string): boolean =>
  words.test(text.replace(notOwnWords, ' ').replace(/\s+/gu, ' ').replace(figurative, ' '))
