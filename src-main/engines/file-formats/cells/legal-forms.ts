/** What only names of companies end with. */
const certainForm =
  /(?:有限公司|有限责任公司|有限責任公司|股份公司|集团公司|株式会社|有限会社|合同会社|주식회사|\(주\)|㈜)$|^(?:株式会社|有限会社|合同会社|주식회사|\(주\)|㈜|\(株\)|(?:ооо|зао|оао|пао|тоо)[\s«"])|(?:^|[\s,.&])(?:gmbh|mbh|ohg|pty ltd|ltd|limited|inc|incorporated|llc|llp|plc|sarl|ltda|s\.r\.l|srl|s\.p\.a|s\. ?r\. ?o|sp\. ?z ?o\. ?o|kft|zrt|aps|lda|oyj|sàrl|s\.l\.u|sociedad limitada|gmbh ?& ?co\.? ?(?:kg|ohg))\.?$/u
/** Of few letters, which other words end with as well: only in capitals. */
const certainShort =
  /(?:^|[\s,.&])(?:AG|KG|UG|S\.A\.?|S\.L\.?|B\.V\.?|N\.V\.?|BV|NV|OY|Oy|AB|A\/S|SAS|SASU|EURL|EIRELI|SA|SL|SpA)$/u
/** What other names may end with as well; where most of a column do, they are companies. */
const otherForm =
  /(?:公司|集团|集團|工厂)$|(?:^|[\s,.&])(?:gbr|e\.\s?v|corp|spa|s\.?\s?r\.\s?o|a\.\s?s|şti|a\.ş)\.?$/u
const otherShort = /(?:^|[\s,.&])AS\.?$/u

const isCertain = (name: string): boolean => certainForm.test(name.toLowerCase())

/** Whether a name ends, or in East Asia begins, with the legal form of a company. */
export const hasLegalForm = (name: string): boolean =>
  isCertain(name) ||
  certainShort.test(name) ||
  otherForm.test(name.toLowerCase()) ||
  otherShort.test(name)

/** Where two capital letters behind a name are somebody's initials. */
const initialsBehind: ReadonlySet<string> = new Set(['IN', 'LK', 'BD', 'PK', 'NP', 'MY', 'SG'])

/** As `hasLegalForm`, where nothing but the name tells that it is no person's. */
export const isSurelyCompany = (name: string, country: string | null): boolean => {
  if (isCertain(name)) return true
  return certainShort.test(name) && /\S\s/u.test(name) && !initialsBehind.has(country ?? '')
}
