import type { CustomFieldId } from '#shared/domain/ids.ts'

/** What a column of a file can become. */
export type ColumnField =
  | 'display-name'
  | 'given-name'
  | 'middle-name'
  | 'family-name'
  | 'nickname'
  | 'company'
  | 'job-title'
  | 'email'
  | 'phone'
  | 'messenger'
  | 'link'
  | 'address-street'
  | 'address-extended'
  | 'address-city'
  | 'address-region'
  | 'address-postal-code'
  | 'address-country'
  | 'birthday'
  | 'anniversary'
  | 'tags'
  | 'stage'
  | 'source'
  | 'language'
  | 'notes'
  | 'kind'
  | 'importance'
  | 'preferred-channel'
  | 'time-zone'
  | 'do-not-contact'
  | 'created-at'
  | 'uid'
  | 'own-id'
  | 'custom-field'
  | 'named-note'
  | 'label'
  | 'ignore'

/** Types a custom field can have. */
export type CustomFieldType = 'text' | 'number' | 'money' | 'date' | 'boolean' | 'choice' | 'link'

/** A custom field that exists, or one to create. */
export type CustomFieldChoice =
  | { readonly id: CustomFieldId }
  | {
      readonly name: string
      readonly type: CustomFieldType
      readonly options?: readonly string[] | undefined
    }

/** What a column does to somebody who already has such a fact. */
export type ColumnRule = 'fill-blanks' | 'overwrite' | 'add'

/** What a column becomes; columns of one group belong together. */
export interface ColumnTarget {
  readonly field: ColumnField
  readonly group?: string | undefined
  readonly service?: string | undefined
  readonly label?: string | undefined
  /** Of `custom-field` and `own-id`. */
  readonly customField?: CustomFieldChoice | undefined
  readonly rule?: ColumnRule | undefined
}

/** A target and the names under which people and programs write it. */
export interface ColumnWords {
  readonly target: ColumnTarget
  /** Separated by `|`; case, accents, punctuation and the order of words do not matter. */
  readonly names: string
}

const words = (
  field: ColumnField,
  names: string,
  more: Partial<ColumnTarget> = {},
): ColumnWords => ({
  target: { field, ...more },
  names,
})

const address = (label: string, prefixes: readonly string[]): ColumnWords[] =>
  prefixes.flatMap((prefix) => {
    const at = { group: `address:${label}`, label }
    return [
      words('address-street', `${prefix} street|${prefix} address|${prefix} street address`, at),
      words('address-extended', `${prefix} street 2|${prefix} street 3|${prefix} address 2`, at),
      words('address-city', `${prefix} city`, at),
      words('address-region', `${prefix} state|${prefix} region|${prefix} province`, at),
      words('address-postal-code', `${prefix} postal code|${prefix} zip|${prefix} zip code`, at),
      words('address-country', `${prefix} country|${prefix} country region`, at),
    ]
  })

/** The names of columns Kith knows: by hand in several languages, and of common programs. */
export const columnWords: readonly ColumnWords[] = [
  words(
    'display-name',
    'name|full name|contact name|contact|display name|customer name|client name|client|person|姓名|客户姓名|联系人|联系人姓名|名字|名称|Ansprechpartner|Kontakt|Kunde|Nom complet|Nom|Contacto|Nombre|Nombre completo',
  ),
  words('given-name', 'first name|given name|forename|firstname|名|Vorname|Prénom|Primeiro nome'),
  words('middle-name', 'middle name|additional name|second name|Weitere Vornamen'),
  words(
    'family-name',
    'last name|family name|surname|lastname|second surname|姓|姓氏|Nachname|Familienname|Nom de famille|Apellidos|Apellido|Apelido|Sobrenome',
  ),
  words('nickname', 'nickname|nick name|昵称|别名|Spitzname|Surnom|Apodo'),
  words(
    'company',
    'company|company name|organization|organisation|organization name|organisation name|firm|business|business name|employer|account name|associated company|公司|公司名称|单位|单位名称|客户名称|企业|企业名称|Firma|Unternehmen|Organisation|Société|Entreprise|Empresa|Default Address Company',
  ),
  words(
    'job-title',
    'job title|position|role|organization title|职位|职务|岗位|头衔|Beruf|Fonction|Cargo|Puesto|Stelle',
  ),
  words(
    'email',
    'email|email address|mail|email addresses|emails|邮箱|电子邮件|电子邮箱|邮件|邮箱地址|E-Mail-Adresse|Mailadresse|Courriel|Adresse e-mail|Correo|Correo electrónico',
  ),
  words('email', 'work email|business email|company email|工作邮箱|公司邮箱|E-Mail geschäftlich', {
    label: 'work',
  }),
  words('email', 'home email|personal email|private email|个人邮箱|E-Mail privat', {
    label: 'home',
  }),
  words('email', 'other email|secondary email|备用邮箱', { label: 'other' }),
  words(
    'phone',
    'phone|phone number|telephone|tel|telephone number|contact number|primary phone|phones|电话|联系电话|电话号码|联系方式|Telefon|Telefonnummer|Tel.|Téléphone|Tél.|Teléfono|Telefone|Default Address Phone',
  ),
  words(
    'phone',
    'mobile|mobile phone|mobile number|cell|cell phone|cellphone|手机|手机号|手机号码|移动电话|Handy|Mobil|Mobiltelefon|Handynummer|Portable|Téléphone portable|Móvil|Telemóvel|Celular',
    { label: 'mobile' },
  ),
  words(
    'phone',
    'work phone|business phone|office phone|固话|座机|办公电话|公司电话|Telefon geschäftlich|Company Main Phone|Telefon Firma',
    { label: 'work' },
  ),
  words('phone', 'home phone|private phone|住宅电话|家庭电话|Telefon privat', { label: 'home' }),
  words('phone', 'other phone|car phone|radio phone|callback', { label: 'other' }),
  words('phone', 'fax|business fax|home fax|other fax|fax number|传真|Fax geschäftlich', {
    label: 'fax',
  }),
  words('phone', 'pager', { label: 'pager' }),
  words('messenger', '微信|微信号|wechat|wechat id|weixin', { service: 'wechat' }),
  words('messenger', 'qq|qq号|qq号码', { service: 'qq' }),
  words('messenger', 'whatsapp|whatsapp number', { service: 'whatsapp' }),
  words('messenger', 'telegram|telegram username', { service: 'telegram' }),
  words('messenger', 'signal', { service: 'signal' }),
  words('messenger', 'skype|skype id|skype name', { service: 'skype' }),
  words('messenger', 'line id', { service: 'line' }),
  words(
    'link',
    'website|web page|web site|url|homepage|website url|company website|网站|网址|主页|Webseite|Site web|Sitio web|Página web',
    { service: 'website' },
  ),
  words('link', 'personal web page|personal website', { service: 'website', label: 'home' }),
  words('link', 'linkedin|linkedin url|linkedin profile', { service: 'linkedin' }),
  words('link', 'instagram', { service: 'instagram' }),
  words('link', 'facebook', { service: 'facebook' }),
  words('link', 'twitter|x twitter', { service: 'x' }),
  words('link', '微博', { service: 'weibo' }),
  words('link', '小红书', { service: 'xiaohongshu' }),
  words('link', 'youtube', { service: 'youtube' }),
  words(
    'address-street',
    'street|address|street address|address line 1|address 1|address1|mailing address|地址|联系地址|详细地址|通讯地址|街道|Straße|Str.|Strasse|Anschrift|Adresse|Dirección|Morada|Default Address Address1',
  ),
  words(
    'address-extended',
    'address line 2|address 2|address2|street 2|区|区县|县|Default Address Address2',
  ),
  words(
    'address-city',
    'city|town|市|城市|所在城市|Ort|Stadt|Ville|Ciudad|Población|Cidade|Localidade|Default Address City',
  ),
  words(
    'address-region',
    'state|region|province|county|state region|state province|省|省份|Bundesland|Kanton|Provincia|Default Address Province Code',
  ),
  words(
    'address-postal-code',
    'postal code|postcode|zip|zip code|邮编|邮政编码|PLZ|Postleitzahl|CP|Code postal|C.P.|Código postal|Default Address Zip',
  ),
  words(
    'address-country',
    'country|country region|国家|国家地区|Land|Pays|País|Default Address Country Code',
  ),
  ...address('work', ['business', 'work', 'office', 'company']),
  ...address('home', ['home', 'private']),
  ...address('other', ['other']),
  words(
    'birthday',
    'birthday|birth date|date of birth|dob|born|生日|出生日期|出生年月日|Geburtstag|Geburtsdatum|Geb.|Date de naissance|Anniversaire|Fecha de nacimiento|Cumpleaños|Data de nascimento',
  ),
  words('anniversary', 'anniversary|wedding anniversary|纪念日|周年纪念|Jahrestag|Aniversario'),
  words(
    'tags',
    'tags|tag|labels|groups|group|group membership|categories|category|标签|分组|客户类型|客户等级|客户分类|类别|Schlagwörter|Kategorien|Kategorie|Gruppe|Gruppen|Étiquettes|Catégorie|Etiquetas|Categoría',
  ),
  words('stage', 'stage|lifecycle stage|阶段|客户阶段'),
  words('source', 'source|lead source|original source|来源|客户来源|Quelle|Herkunft|Fuente|Origen'),
  words('language', 'language|preferred language|语言|Sprache|Langue|Idioma'),
  words(
    'notes',
    'notes|note|comment|comments|remark|remarks|description|备注|说明|备注信息|Notizen|Notiz|Bemerkung|Bemerkungen|Anmerkung|Remarques|Remarque|Notas|Observaciones',
  ),
]
