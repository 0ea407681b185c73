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

const words = new RegExp(
  [
    String.raw`\b(?:attach(?:es|ed|ing|ments?)?|enclos(?:e|ed|ing|ures?))\b`,
    String.raw`\b(?:anbei|anhang|adjunto|en pi[eè]ce jointe|em anexo|allegato)\b`,
    '附件|附檔|附档|附上|附于|附於|附呈|附后|附後|附表|随附|隨附|随信附|隨信附|另附|[见見如]附|添付',
  ].join('|'),
  'iu',
)

/** Whether the plain text of a mail speaks of files that go along. */
export const speaksOfFiles = (text: string): boolean =>
  words.test(text.replace(notOwnWords, ' ').replace(/\s+/gu, ' ').replace(figurative, ' '))
