/** The words of a header without those that only say whose fact it is. */
export interface ShorterName {
  readonly words: readonly string[]
  /** True where they stood behind: the contact of a company is not the company. */
  readonly wasBehind: boolean
}

/** As the words of a header are: Korean syllables are taken apart. */
const namesOf = (words: string): ReadonlySet<string> => new Set(words.normalize('NFKD').split(' '))

/** In languages that say it in front: `Customer phone`, `Kunden E-Mail`, `Müşteri adı`. */
const inFront = namesOf(
  'person contact customer client invitee buyer member attendee guest lead recipient receiver consignee addressee to subscriber ' +
    'prospect patient student pupil shipping shipped ship billing bill delivery ' +
    'kunde kunden kundin mitglied mitglieder teilnehmer patienten gast schuler kaufer ' +
    'ansprechpartner ansprechpartnerin klant kund kundens kundes musteri uye hasta ogrenci ' +
    'ugyfel vevo 고객 회원 구매자 주문자 수령인',
)
/** In languages that say it behind: `tel_client`, `Nombre del cliente`, `Телефон клиента`. */
const behind = namesOf(
  'client cliente clientes contact contacto contato contatto prospect patient paciente paziente ' +
    'eleve alumno alumna aluno aluna alunno klient klienta klientki kunde kunden klant ' +
    'ansprechpartner ansprechpartnerin zakaznika zakaznik pelanggan клиента клиентов контакта ' +
    'покупателя пациента ученика клієнта клиентки πελατη العميل الزبون',
)
const joining = namesOf('de du des da do dos del della dello di la le el l d')
/** Two words in Vietnamese. */
const behindTwice = 'khach hang'

/** Glued to the fact: `收件人手机`, `お客様電話番号`, `Kundenadresse`, `contactname`. */
const glued = new RegExp(
  '^(?:(?:客户|客戶|联系人|聯絡人|收件人?|收货人?|收貨人?|买家|買家|顾客|顧客|会员|會員|学员|學員|学生|學生|患者|购买人|下单人|用户|用戶|お客様|注文者|購入者|お?届け先|配送先|送付先|고객|회원|구매자|주문자|수령인)の?|(?:kunden|klant|customer|client|contact|member|buyer)(?=\\p{L}{3}))(?=.)'.normalize(
    'NFKD',
  ),
  'u',
)

/**
 * The ways to leave out of a header whose fact it is: every row is about that person anyway.
 *
 * `Person - Phone - Work`, `nom_client`, `收货人手机号`.
 */
export const namesWithoutWhose = (words: readonly string[]): ShorterName[] => {
  const [first = '', ...rest] = words
  const shorter: ShorterName[] = []
  const bare = first.replace(glued, '')
  if (bare !== first) shorter.push({ words: [asWhole(bare), ...rest], wasBehind: false })
  if (rest.length === 0) return shorter
  if (inFront.has(first)) shorter.push({ words: rest, wasBehind: false })
  const before = withoutBehind(words)
  if (before.length > 0 && before.length < words.length) {
    shorter.push({ words: before, wasBehind: true })
  }
  return shorter
}

/** `客户名` is the whole name of a customer, `名` alone the given one. */
const asWhole = (word: string): string => (word === '名' ? '姓名' : word)

const withoutBehind = (words: readonly string[]): readonly string[] => {
  if (words.slice(-2).join(' ') === behindTwice) return words.slice(0, -2)
  if (!behind.has(words.at(-1) ?? '')) return words
  const before = words.slice(0, -1)
  while (before.length > 1 && joining.has(before.at(-1) ?? '')) before.pop()
  return before
}
