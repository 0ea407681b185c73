import { type UsualNames, usualWords } from '../usual-words.ts'
import { russian, southSlavicCyrillic, ukrainian } from './cyrillic.ts'
import { japanese, korean, simplifiedChinese, traditionalChinese } from './east-asian.ts'
import { danishNorwegian, dutch, finnish, swedish } from './germanic.ts'
import { armenian, catalan, georgian, hindi, persian } from './more-languages.ts'
import { baltic, greek, hungarian, turkish } from './other-europe.ts'
import { frenchMore, italian, portuguese, romanian, spanishMore } from './romance.ts'
import { czechSlovak, polish, southSlavic } from './slavic.ts'
import { arabic, hebrew, indonesian, thai, vietnamese } from './south-asian-and-semitic.ts'

/** A language with the names it gives to columns. */
interface NamingLanguage {
  /** Where it is written, the likeliest first (ISO 3166). */
  readonly countries: readonly string[]
  readonly names: UsualNames
}

const language = (countries: string, names: UsualNames): NamingLanguage => ({
  countries: countries.split(' '),
  names,
})

/** Languages beside English; where two give one name to different things, the earlier has it. */
export const namingLanguages: readonly NamingLanguage[] = [
  language('CN SG', simplifiedChinese),
  language('TW HK MO', traditionalChinese),
  language('JP', japanese),
  language('KR', korean),
  language('PT BR', portuguese),
  language('ES MX AR CO CL PE', spanishMore),
  language('FR BE CH CA LU', frenchMore),
  language('IT CH', italian),
  language('RU KZ BY UA', russian),
  language('UA', ukrainian),
  language('PL', polish),
  language('NL BE', dutch),
  language('TR', turkish),
  language('SE FI', swedish),
  language('DK NO', danishNorwegian),
  language('GR CY', greek),
  language('CZ SK', czechSlovak),
  language('HU', hungarian),
  language('RO MD', romanian),
  language('HR RS SI BA ME', southSlavic),
  language('FI', finnish),
  language('BG RS MK', southSlavicCyrillic),
  language('LT LV EE', baltic),
  language('VN', vietnamese),
  language('ID MY', indonesian),
  language('TH', thai),
  language('SA AE EG JO KW QA MA LB', arabic),
  language('IL', hebrew),
  language('ES AD', catalan),
  language('IR AF', persian),
  language('IN NP', hindi),
  language('AM', armenian),
  language('GE', georgian),
]

/** All these names as words for columns. */
export const usualColumnWords = namingLanguages.flatMap(({ names }) => usualWords(names))

/** How people call a person inside a customer, and the customer, in these languages. */
export const personInside =
  'Контактное лицо|Контактна особа|担当者|担当者名|ご担当者|담당자|담당자명|聯絡人|聯絡人姓名|Contactpersoon|Osoba kontaktowa|Kontaktní osoba|Kontaktná osoba|Persona di contatto|Referente|Pessoa de contacto|Pessoa de contato|Yetkili|Yetkili kişi|İlgili kişi|Υπεύθυνος επικοινωνίας|Kapcsolattartó|Persoană de contact|Yhteyshenkilö|Kontaktná osoba|Kontakt osoba|Người liên hệ|ผู้ติดต่อ|איש קשר|Лице за контакт'
export const customerOutside =
  'Клиент|Контрагент|Клієнт|顧客名|お客様名|고객|고객명|客戶|名稱|Klant|Klantnaam|Relatie|Klient|Nazwa|Nazwa klienta|Zákazník|Název|Názov|Nome|Nome cliente|Nome do cliente|Müşteri|Müşteri adı|Πελάτης|Ügyfél|Vevő|Client|Asiakas|Kund|Kundenavn|Khách hàng|Tên khách hàng|ลูกค้า|ชื่อลูกค้า|לקוח|שם לקוח|העסק|Назва|Naziv|Kupac|العميل'
