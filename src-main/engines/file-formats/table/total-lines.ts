const totals: ReadonlySet<string> = new Set(
  (
    'average|averages|mean|median|durchschnitt|mittelwert|moyenne|promedio|среднее|平均|平均值|均值|' +
    'total|totals|grand total|subtotal|sub total|sum|total members|total contacts|total customers|summe|gesamt|gesamtsumme|zwischensumme|insgesamt|' +
    'totaal|subtotaal|totale|totale generale|somma|somme|sous total|total general|suma|razem|ogolem|celkem|spolu|osszesen|итого|всего|итог|разом|усього|общо|ukupno|' +
    'totalt|summa|yhteensa|i alt|toplam|genel toplam|συνολο|合计|总计|小计|共计|总数|合計|總計|小計|総計|합계|총계|소계|รวม|tong cong|tong|jumlah|المجموع|الإجمالي|סהכ|סך הכל|جمع|जोड़|कुल'
  )
    .split('|')
    .map((word) => word.normalize('NFKD').replace(/\p{M}/gu, '')),
)

/** What follows a total in its cell: `Total members: 5`, `合计（3）`. */
const counted = /[\s:：=\-–(（[]*(?:\d[\d.,\s]*)?[)）\]]*$/u

/**
 * Whether the name of a row is no name but the word of a line with totals: `TOTAL`, `Summe:`,
 * `Total members: 5`, `合计`.
 */
export const isTotalWord = (name: string): boolean => {
  if (name.length > 40) return false
  const word = name
    .normalize('NFKD')
    .replace(/[\p{M}"'״׳]/gu, '')
    .toLowerCase()
    .replace(counted, '')
    .replace(/[-_\s]+/gu, ' ')
    .trim()
  return totals.has(word)
}

/** `Sum of all customers`, `Total for 2025`, `Summe aller Kunden`; `3 records`, `共 12 条`. */
const totalPhrase =
  /^(?:(?:grand |sub)?total|sum|average|count|number) (?:of|for|in|per)\b|^(?:zwischen|gesamt)?summe (?:der|aller|für)\b|^total (?:des?|du|de los|de las|por|pour)\b/iu
const countPhrase =
  /^\d[\d.,\s]*(?:rows?|records?|entries|contacts|customers|members|zeilen|datensätze|einträge|kontakte|kunden|lignes|enregistrements|registros|filas|записей|строк)(?: (?:total|found|exported))?\.?$|^[共计計]+\s*\d+\s*(?:条|條|行|人|位|个|個|名|件)(?:记录|紀錄|记錄|客户|客戶)?$/iu

/** Whether a name is a sum or a count in words. */
export const isTotalPhrase = (name: string): boolean =>
  name.length <= 60 && (totalPhrase.test(name) || countPhrase.test(name))

/** Whether the first cell of a row begins with the word of a total: `Summe Mitglieder`. */
export const beginsWithTotal = (cell: string): boolean => {
  const words = cell.trim().split(/[\s:：]+/u)
  return isTotalWord(cell) || (words.length <= 3 && isTotalWord(words[0] ?? ''))
}

/** The word of a total that begins a row; null where it begins with something else. */
export const totalOf = (cells: readonly string[]): string | null => {
  const [first = ''] = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  return isTotalWord(first) || isTotalPhrase(first) ? first : null
}

const pageWords =
  'page|seite|blatt|pagina|página|pág|strona|sida|side|sivu|strana|stránka|oldal|sayfa|стр|страница|сторінка|頁|页|ページ|페이지'
/** `Page 2`, `Seite 2 von 9`, `- Página 2/9 -`; `第2页 共9页`. */
const pageLine = new RegExp(
  `^[\\s–—-]*(?:(?:${pageWords})\\.?\\s*\\d+(?:\\s*(?:\\p{L}{1,4}|[/／])\\s*\\d+)?|第\\s*\\d+\\s*[页頁](?:[\\s,，/／]*[共全]\\s*\\d+\\s*[页頁])?)[\\s–—-]*$`,
  'iu',
)

/** Whether a name is the foot of a printed page. */
export const isPageLine = (name: string): boolean => name.length <= 40 && pageLine.test(name)

/** A name that heads the rows below it, `Active clients:`, or says when the list was printed. */
export const isTitleLine = (name: string): boolean =>
  /[:：]$/u.test(name) || /\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/u.test(name)
