import { wordsOf } from '../header-words.ts'
import { namingLanguages } from './all-languages.ts'

interface Telling {
  readonly countries: readonly string[]
  readonly names: ReadonlySet<string>
}

const keyOf = (name: string): string => wordsOf(name).toSorted().join(' ')

const telling = (countries: readonly string[], names: string): Telling => ({
  countries,
  names: new Set(names.split('|').map(keyOf)),
})

/** Names that only one of the languages writes which `column-words.ts` has beside English. */
const plain = (): readonly Telling[] => [
  telling(
    ['DE', 'AT', 'CH'],
    'Vorname|Nachname|Familienname|Anrede|Straße|Str.|PLZ|Postleitzahl|Ort|Wohnort|Geburtstag|Geburtsdatum|Bemerkung|Bemerkungen|Handy|Notizen|Telefonnummer|Telefon privat|Kundennr.|Umsatz|Ansprechpartner|Festnetz',
  ),
  telling(
    ['FR', 'BE', 'CH', 'CA', 'LU'],
    'Prénom|Société|Courriel|Téléphone|Ville|Pays|Code postal|Date de naissance|Adresse|Remarques|Portable|Entreprise|Civilité',
  ),
  telling(
    ['ES', 'MX', 'AR', 'CO', 'CL', 'PE'],
    'Nombre|Apellidos|Apellido|Correo|Correo electrónico|Teléfono|Móvil|Ciudad|Dirección|Fecha de nacimiento|Cumpleaños|Observaciones|Celular',
  ),
  telling(
    ['PT', 'BR'],
    'Sobrenome|Telemóvel|Morada|Cidade|Data de nascimento|Localidade|Telefone|Celular|Empresa',
  ),
  telling(
    ['CN', 'SG'],
    '姓名|客户姓名|联系人|手机|手机号|手机号码|电话|联系电话|邮箱|公司|单位|职位|地址|生日|备注|微信|微信号|来源|标签',
  ),
]

const readLanguages = (): readonly Telling[] => [
  ...plain(),
  ...namingLanguages.map(({ countries, names }) =>
    telling(countries, Object.values(names).join('|')),
  ),
]

let languages: readonly Telling[] | undefined

/**
 * Where the languages of these names are written, with how likely that is (0-1).
 *
 * A name that several languages have counts for each of them; one known name among many says
 * little.
 */
export const countriesOfHeaders = (headers: readonly string[]): ReadonlyMap<string, number> => {
  languages ??= readLanguages()
  const keys = headers.map(keyOf).filter((key) => key !== '')
  const counts = languages.map(({ names }) => keys.filter((key) => names.has(key)).length)
  const most = Math.max(1, ...counts)
  const likely = new Map<string, number>()
  for (const [at, { countries }] of languages.entries()) {
    const count = counts[at] ?? 0
    if (count < most * 0.7) continue
    for (const [place, country] of countries.entries()) {
      const chance = (count / keys.length) * (1 - place * 0.05)
      likely.set(country, Math.max(likely.get(country) ?? 0, chance))
    }
  }
  return likely
}
