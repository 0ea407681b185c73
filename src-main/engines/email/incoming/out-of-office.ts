/**
 * How subjects of automatic answers begin, by language; lower case, without accents that some
 * programs drop.
 */
const beginnings: readonly string[] = [
  // English
  'automatic reply',
  'automatic response',
  'automated reply',
  'automated response',
  'auto reply',
  'auto response',
  'autoreply',
  'autoresponse',
  'autoresponder',
  'out of office',
  'out of the office',
  'away from the office',
  'away from my mail',
  'vacation reply',
  'vacation response',
  'on vacation',
  'on annual leave',
  'on holiday',
  'on maternity leave',
  'on parental leave',
  'ooo',
  // German
  'automatische antwort',
  'automatische ruckantwort',
  'automatische ruckmeldung',
  'abwesenheitsnotiz',
  'abwesenheitsnachricht',
  'abwesenheitsmeldung',
  'abwesenheitsbenachrichtigung',
  'abwesend',
  'ausser haus',
  'nicht im buro',
  'im urlaub',
  // French
  'reponse automatique',
  'message automatique',
  'absence du bureau',
  'absent du bureau',
  'absente du bureau',
  "message d'absence",
  'notification d’absence',
  "notification d'absence",
  'en conges',
  // Spanish
  'respuesta automatica',
  'fuera de la oficina',
  'fuera de oficina',
  'ausencia de la oficina',
  'ausente de la oficina',
  'de vacaciones',
  // Portuguese
  'resposta automatica',
  'fora do escritorio',
  'ausencia temporaria',
  'ausente do escritorio',
  'de ferias',
  // Italian
  'risposta automatica',
  'fuori ufficio',
  'fuori sede',
  'assenza dall’ufficio',
  "assenza dall'ufficio",
  'in ferie',
  // Dutch
  'automatisch antwoord',
  'automatisch bericht',
  'afwezigheidsbericht',
  'afwezigheidsmelding',
  'niet op kantoor',
  // Polish
  'automatyczna odpowiedz',
  'odpowiedz automatyczna',
  'autoodpowiedz',
  'poza biurem',
  'nieobecnosc w biurze',
  // Swedish, Danish, Norwegian
  'autosvar',
  'automatiskt svar',
  'automatisk svar',
  'franvaro',
  'franvarande',
  'ikke til stede',
  'fravær',
  'fravaer',
  // Finnish, Czech, Hungarian
  'automaattinen vastaus',
  'poissa toimistosta',
  'automaticka odpoved',
  'mimo kancelar',
  'automatikus valasz',
  // Turkish
  'otomatik yanıt',
  'otomatik yanit',
  'ofis dısında',
  'ofis disinda',
  // Russian
  'автоматический ответ',
  'автоответ',
  'автоответчик',
  'нет на работе',
  'вне офиса',
  // Japanese
  '自動返信',
  '自動応答',
  '自動回答',
  '不在通知',
  '不在のお知らせ',
  '不在:',
  // Korean
  '자동 회신',
  '자동회신',
  '자동 응답',
  '자동응답',
  '부재중',
  // Chinese
  '自动回复',
  '自动答复',
  '自動回覆',
  '自動答覆',
  '自動回復',
  '外出回复',
  '休假通知',
  '不在办公室',
  '不在辦公室',
]

/** Folding changes nothing else of such a subject. */
const plain = /^[ -,.-~]*$/u

const fold = (text: string): string =>
  plain.test(text) ? text.toLowerCase().trim() : foldAll(text)

const foldAll = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u0308\u030a-\u030c\u0327\u0328]/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replace(/\bauto-/gu, 'auto ')
    .replace(/\bout-of-office\b/gu, 'out of office')
    .trim()

const folded = beginnings.map(fold)
/** Nothing more, or until when. */
const end =
  /^[\s:：,;.!()（）[\]【】「」|–—-]*$|^\s+(?:until|till|from|to|bis|vom|jusqu|hasta|fino|tot)\b(?:[\p{L}\p{N}\s./’']|(?<=\d)[–-](?=\d)){1,40}[.!]?$/u
/** What is quoted of the mail that is answered, or what is said in brackets. */
const quotation =
  /^\s*(?:[:：\])】」|(（]|(?:[,;–—-]\s*)?(?:re|fwd?|aw)\b|(?:message|notification|notice|email|mail|answer)\b)/u

/** HCL Notes writes `AUTO: Max Stein is out of the office (returning 01.12.2026)`. */
const notes = /^auto: .*(?:out of (?:the )?office|abwesen|fuori|absen|vacation)/u

/**
 * Whether a subject is that of an automatic answer in one of sixteen languages.
 *
 * The words must stand at the beginning and be followed by their end: "Out of office furniture" is
 * none. What else follows is the subject of a mail, and only an answer quotes one: a person writes
 * "Autoreply: proposal" as well.
 */
export const outOfOfficeSubject = (subject: string, isAnswer: boolean): boolean => {
  const text = fold(subject).replace(/^[[(【「*]+\s*/u, '')
  if (notes.test(text)) return true
  return folded.some((beginning) => {
    if (!text.startsWith(beginning)) return false
    const rest = text.slice(beginning.length)
    return end.test(rest) || (isAnswer && quotation.test(rest))
  })
}
