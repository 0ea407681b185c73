import {
  bareWords,
  complaint,
  folded,
  mailingStems,
  politeness,
  refusal,
  requestStems,
  sentenceStems,
  sentences,
  weakWords,
} from './stop-words.ts'

const han = '(?<=[\\u3040-\\u30ff\\u4e00-\\u9fff])'
const politeStart = new RegExp(`^${politeness}(?:[\\s,，、!！.。(（]+|${han})`, 'u')
const politeEnd = new RegExp(`(?:[\\s,，、!！.。;；(（–—-]+|${han})${politeness}$`, 'u')
/** A refusal, and what parts it from what follows. */
const refusalStart = new RegExp(
  `^${refusal}(?:\\s*[,，、.。!！;；:–—-]+\\s*(?:and |und |so )?|\\s+(?:and|und|so) )`,
  'u',
)
const complaintStart = new RegExp(`^[.!。！\\s]+${complaint}`, 'u')
const complaintSentence = new RegExp(`^${complaint}[^.!。！?？]{0,60}[.!。！]+\\s*`, 'u')

const greetingWords =
  '(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|moin|servus|liebe[rs]?|sehr geehrte[rs]?|hola|buenos días|buenas tardes|buenas|estimad[oa]s?|querid[oa]s?|bonjour|bonsoir|salut|chère?|madame|monsieur|ciao|salve|buongiorno|buonasera|gentile|car[oa]|olá|bom dia|boa tarde|prezad[oa]s?)'
const names = "(?: [\\p{L}.'’-]{1,30}){0,4}"
const chineseGreeting =
  '.{0,12}(?:你好|您好|你们好|你們好|大家好|早上好|上午好|下午好|晚上好|(?:老师|老師|先生|女士|小姐|经理|經理|总|總)好|嗨)(?:啊|呀)?'
const chineseName =
  '(?:(?:尊敬的|亲爱的|親愛的).{1,12}|\\p{Script=Han}{1,4}(?:先生|女士|小姐|经理|經理|总|總|老师|老師|主任))'
const greetings: readonly RegExp[] = [
  new RegExp(`^${greetingWords}${names}[ ,!:.，！：-]*$`, 'iu'),
  new RegExp(`^${chineseGreeting}[，,!！:：。~]*$`, 'u'),
  /^(?:尊敬的|亲爱的|親愛的).{1,12}[，,!！:：。]?$/u,
  /^\p{Lu}[\p{L}.'’-]{1,30}(?: \p{Lu}[\p{L}.'’-]{0,30}){0,2},$/u,
]
const greetingsBefore: readonly RegExp[] = [
  new RegExp(`^${folded(greetingWords)}${names}[,!，！] ?`, 'iu'),
  new RegExp(`^${chineseName}[，,!！:：] ?`, 'u'),
  new RegExp(`^${chineseGreeting}(?:[，,!！:：。~ ]+|(?=[请請麻]))`, 'u'),
]

const maxLine = 160
/** Longer than any of the words with all that politeness adds. */
const maxBare = 70

/** An answer that is no longer is read to its end. */
const maxShort = 300

/**
 * Whether the own text of an answer asks for no more mail: it begins with a word like STOP alone on
 * the first line, or with a short sentence that says so outright. What else somebody may be asked to
 * stop counts for nothing, and nor does a request that stands further below; but in a short answer
 * one does that speaks of mailings itself.
 */
export const asksToStop = (own: string): boolean => {
  if (!requestStems.test(own.slice(0, 4 * maxLine).normalize('NFKC'))) return false
  const lines = own.split('\n', 40).map((line) => line.trim())
  const at = lines.findIndex((line) => line !== '')
  if (at === -1) return false
  if (isAsking(lines, at)) return true
  if (own.length <= maxShort && asksBelow(own)) return true
  if (!isGreeting(lines[at] ?? '')) return false
  const next = lines.findIndex((line, index) => index > at && line !== '')
  return next !== -1 && isAsking(lines, next)
}

const asksBelow = (own: string): boolean =>
  mailingStems.test(folded(own)) &&
  own
    .split(/\n\s*\n/u)
    .flatMap((paragraph) => [paragraph, ...paragraph.split('\n')])
    .flatMap((text) => tidy(text).split(/(?<=[.!?。！？])\s*/u))
    .flatMap((sentence) => [sentence, ...lastClauses(sentence)])
    .some((text) => mailingStems.test(text) && (isBare(text) || isSentence(text)))

/** What makes of the clause behind it a condition, the words of another, or the opposite. */
const bindsNext =
  /如果|假如|要是|倘|若|除非|的话|的話|时|時|等|当|當|说|說|问|問|写道|寫道|回复|回覆|要求|表示|告诉|告訴|例如|比如|不要|别|別|勿|不用|不必|怎么|怎麼|如何|为什么|為什麼/u

/** The ends of a Chinese sentence behind each comma: many write one where others write a stop. */
const lastClauses = (sentence: string): readonly string[] => {
  const clauses = sentence.split(/(?<=\p{Script=Han})[,;] ?/u)
  return clauses
    .map((_, at) => ({ before: clauses.slice(0, at).join(), end: clauses.slice(at).join() }))
    .filter(({ before }) => before !== '' && !bindsNext.test(before))
    .map(({ end }) => end)
}

const isGreeting = (line: string): boolean =>
  line.length <= 60 && greetings.some((form) => form.test(line))

const isAsking = (lines: readonly string[], at: number): boolean => {
  const line = tidy(lines[at] ?? '')
  if (line.length > maxLine) return false
  if (asksShortly(line) || isWeakAlone(lines, at)) return true
  const after = greetingsBefore.reduce((rest, form) => rest.replace(form, ''), line)
  if (after !== line && asksShortly(after)) return true
  // A sentence may have been folded, or end with its line.
  const next = lines[at + 1] ?? ''
  const whole = next === '' || endsHere(next) ? after : `${after} ${tidy(next)}`
  return [...new Set([whole, ...(/[.!。！]$/u.test(line) ? [after] : [])])].some(beginsAsking)
}

const tidy = (line: string): string =>
  folded(line.normalize('NFKC').replace(/\p{Cf}/gu, ''))
    .replace(/^["'“”「」『』*\s]+|["'“”「」『』*\s]+$/gu, '')
    .replace(/\s+/gu, ' ')

/** Thanks, a name or a signature: the sentence before it is over. */
const endsHere = (line: string): boolean =>
  line.length < 40 && (/^[-–—]/u.test(line) || isClosing(line))

const isClosing = (line: string): boolean =>
  /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,2}[,.!]?$/u.test(line) ||
  /^(?:thank|many thanks|regards|best|cheers|sent from|mit freundlichen|viele grüße|danke|gracias|saludos|merci|cordialement|grazie|saluti|cordiali|obrigad|atenciosamente|谢谢|此致|发自)/iu.test(
    line,
  )

const withoutEnd = (text: string): string => text.replace(/[\s.!。！,，;；)）]+$/u, '')

const polished = (text: string): string => {
  let rest = withoutEnd(text)
  for (let n = 0; n < 4; n++) {
    const shorter = withoutEnd(rest.replace(politeStart, '').replace(politeEnd, ''))
    if (shorter === rest || shorter === '') break
    rest = shorter
  }
  return rest
}

/** A word alone, polite or not, perhaps said more than once. */
const isBare = (line: string): boolean => {
  if (line.length > maxBare) return false
  const words = polished(line)
  if (bareWords.has(words)) return true
  const parts = words.split(/[\s.!。！,，]+/u)
  return parts.length > 1 && new Set(parts).size === 1 && bareWords.has(parts[0] ?? '')
}

const isWeakAlone = (lines: readonly string[], at: number): boolean => {
  if (!weakWords.has(polished(tidy(lines[at] ?? '')))) return false
  const next = lines.slice(at + 1).find((line) => line !== '')
  return next === undefined || (next.length < 40 && isClosing(next))
}

/** A word alone, perhaps after a refusal, or beside a complaint. */
const asksShortly = (line: string): boolean => {
  if (isBare(line)) return true
  const rest = afterRefusal(line)
  if (rest !== line && isBare(rest)) return true
  const first = firstSentence(rest)
  return first !== undefined && isBare(first) && complaintStart.test(rest.slice(first.length))
}

/** Its first sentence asks outright; what follows says why. */
const beginsAsking = (text: string): boolean => {
  if (!sentenceStems.test(text)) return false
  const rest = afterRefusal(text)
  if (isSentence(rest)) return true
  const first = firstSentence(rest)
  return first !== undefined && isSentence(first)
}

const afterRefusal = (text: string): string => {
  const words = refusalStart.test(text) ? text : text.replace(politeStart, '')
  const rest = words.replace(refusalStart, '').replace(complaintSentence, '')
  return rest === words ? text : rest
}

const firstSentence = (text: string): string | undefined =>
  /^[^.!。！?？]{2,150}(?=[.!。！]{1,9}(?:\s|$|[\u4e00-\u9fff]))/u.exec(text)?.[0]

/** These ask by a question; any other question mark is one. */
const questions =
  /^(?:(?:please )?(?:could|can|would|will|pouvez|pourriez|k[oö]nn(?:en|ten)|puede|podr|pode|kunt|kun) |(?:请问|請問)?(?:能不能|能否|可否|可不可以|可以))/u

const isSentence = (text: string): boolean => {
  if (!sentenceStems.test(text)) return false
  const words = polished(questions.test(text) ? text.replace(/[\s?？]+$/u, '') : text)
  return sentences.some((form) => form.test(words))
}
