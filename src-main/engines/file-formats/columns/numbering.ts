const words: ReadonlySet<string> = new Set(
  (
    'id ids order orders invoice account customer transaction reference ref sku tax vat serial receipt ticket ' +
    'booking no nr bestellung rechnung auftrag konto commande facture pedido factura заказ счет'
  ).split(' '),
)
const signs = /编号|編號|单号|單號|订单|訂單|流水号|账号|番号|注文|번호|주문/u
const counters =
  /^(?:#|№|no\.?|nr\.?|n[°º]\.?|num\.?|lfd\.?\s*nr\.?|lfdnr\.?|pos\.?|s\.?\s?no\.?|sr\.?\s*no\.?|sl\.?\s*no\.?|row|row\s*(?:no|number)\.?|index|l\.?p\.?|p\.?\s?č\.?|poř\.?|sıra(?:\s*no)?|stt|№\s*п\/п|п\/п|序号|序號|番号|번호|순번|ลำดับ|ลำดับที่|ردیف|م|מס'?)$/iu

/** Whether a column counts the rows, `1` to `n` under `No.` or `序号`: it says nothing of anybody. */
export const countsRows = (cells: readonly string[], header: string): boolean =>
  cells.length > 1 &&
  counters.test(header.trim()) &&
  cells.every(
    (cell, index) => /^\d{1,7}\.?$/u.test(cell) && Number.parseInt(cell, 10) === index + 1,
  )

/** Numbers that follow one another leave hardly room between them. */
const closeTogether = 10

/**
 * Whether filled cells are numbers of orders, customers or the like: bare digits in a column whose
 * name says so, or close together.
 */
export const isNumbering = (cells: readonly string[], header: string): boolean => {
  if (cells.length === 0 || !cells.every((cell) => /^\d+$/u.test(cell))) return false
  const named = header.toLowerCase().split(/[^\p{L}]+/u)
  if (named.some((word) => words.has(word)) || signs.test(header)) return true
  const different = [...new Set(cells.map(Number))]
  let [least, most] = [Number.POSITIVE_INFINITY, 0]
  for (const number of different) {
    least = Math.min(least, number)
    most = Math.max(most, number)
  }
  return different.length > 1 && most - least < different.length * closeTogether
}
