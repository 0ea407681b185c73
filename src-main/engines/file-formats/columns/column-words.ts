import type { CustomFieldId } from '#shared/domain/ids.ts'
import { companyMarks } from '../cells/kind-words.ts'

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
  | 'company-uid'
  | 'stage-history'
  | 'relations'
  | 'no-mail'
  | 'own-id'
  | 'custom-field'
  | 'named-note'
  | 'label'
  | 'ignore'

/** Fields by which a row has a name. */
export const namingFields: ReadonlySet<ColumnField> = new Set([
  'display-name',
  'given-name',
  'family-name',
  'nickname',
  'company',
])

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
  /** Of `custom-field`: what its values usually are. */
  readonly type?: CustomFieldType | undefined
  /** Separated by `|`; case, accents, punctuation and the order of words do not matter. */
  readonly names: string
}

const words = (
  field: ColumnField,
  names: string,
  more: Partial<ColumnTarget> = {},
): ColumnWords => ({ target: { field, ...more }, names })

/** The names of the fields that every contact has: by hand in several languages, and of programs. */
export const columnWords: readonly ColumnWords[] = [
  words(
    'display-name',
    'name|full name|contact name|first last name|contact|contact person|display name|customer name|requester|requester name|attendee|attendee name|guest name|participant|participant name|buyer name|嘉宾姓名|来宾姓名|client name|client|customer|person|姓名|显示名称|显示名|客户姓名|联系人|联系人姓名|名字|名称|客户|Name, Vorname|Nachname, Vorname|Vor- und Nachname|Name und Vorname|Vor- und Zuname|Vollständiger Name|Ansprechpartner|Ansprechpartnerin|Ansprechperson|Kontakt|Kontaktperson|Kunde|Kundin|Nom complet|Nom et prénom|Nom|Interlocuteur|Contacto|Persona de contacto|Nombre|Nombre completo|Nombre y apellidos|Cliente',
  ),
  words(
    'given-name',
    'first name|given name|forename|firstname|名|Vorname|Prénom|Primeiro nome|Nome próprio|fname',
  ),
  words('middle-name', 'middle name|additional name|second name|Weitere Vornamen|中间名'),
  words(
    'family-name',
    'last name|family name|surname|lastname|姓|姓氏|Nachname|Name (Adressattyp natürl. Person)|Familienname|Zuname|Nom de famille|Apellidos|Apellido|Primer apellido|Apelido|Sobrenome|lname',
  ),
  words('nickname', 'nickname|nick name|昵称|别名|小名|Spitzname|Surnom|Apodo'),
  words(
    'company',
    'company|company name|organization|organisation|organization name|organisation name|firm|business|business name|employer|account name|associated company|parent customer|公司|公司名称|单位|单位名称|客户名称|企业|企业名称|工作单位|Firma|Firmenname|Unternehmen|Société|Entreprise|Raison sociale|Empresa|Razón social|Default Address Company|Name (Adressattyp Unternehmen)',
  ),
  words(
    'job-title',
    'job title|jobtitle|job|position|role|organization title|职位|职务|岗位|头衔|Fonction|Poste|Cargo|Puesto|Stelle|Funktion',
  ),
  words(
    'email',
    'email|email address|mail|email addresses|emails|邮箱|电子邮件|电子邮箱|邮件|邮箱地址|主要电子邮件|主邮箱|E-Mail-Adresse|Mailadresse|Courriel|Adresse e-mail|Mél|Correo|Correo electrónico|Primary Email',
  ),
  words(
    'email',
    'work email|business email|Mail pro|company email|工作邮箱|公司邮箱|企业邮箱|E-Mail geschäftlich',
    {
      label: 'work',
    },
  ),
  words('email', 'home email|personal email|Mail perso|private email|个人邮箱|E-Mail privat', {
    label: 'home',
  }),
  words(
    'email',
    'other email|secondary email|备用邮箱|备用电子邮件|次要电子邮件|其他邮箱|weitere E-Mail',
    { label: 'other' },
  ),
  words(
    'phone',
    'phone|phone number|telephone|tel|telephone number|contact number|primary phone|phones|电话|联系电话|电话号码|联系方式|Telefon|Telefonnummer|Tel.|Tel.-Nr.|Telefonnr.|Rufnummer|Haupttelefon|Téléphone|Tél.|Numéro de téléphone|N° tél.|Tlfno|Telef.|Contacto tel.|ご連絡先|連絡先|連絡先電話|Teléfono|Número de teléfono|Telefone|Default Address Phone',
  ),
  words(
    'phone',
    'mobile|mobile phone|mobile number|cell|cell phone|cellphone|手机|手机号|手机号码|移动电话|移动电话号码|Handy|Natel|Mobil|Mobiltelefon|Handynummer|Mobilnummer|Portable|Tél. portable|Téléphone portable|Téléphone mobile|Móvil|Teléfono móvil|Telemóvel|Celular|Tél. mobile|Tfno. móvil|Tel. móvil|Telem.|mobile phone number|cell number|cell phone number|cell phones|cells|mobiles|mobile phones|Mobil-Nr.|Handy-Nr.|Telefon mobile|Tel. mobile',
    { label: 'mobile' },
  ),
  words(
    'phone',
    'work phone|business phone|office phone|固话|座机|固定电话|办公电话|公司电话|工作电话|单位电话|Telefon geschäftlich|Festnetz|Company Main Phone|Telefon Firma|Tél. prof.|Téléphone professionnel|Tél. professionnel|Tél. bureau|Téléphone fixe|Tél. fixe|Fixe|Teléfono fijo|Tél. travail|Tfno. fijo|work phone number|business phone number|office phone number|company phone|landline|landline number|direct line|DDI|DDI number|企业电话',
    { label: 'work' },
  ),
  words(
    'phone',
    'home phone|private phone|住宅电话|家庭电话|Telefon privat|home phone number|evening phone|Tél. maison',
    { label: 'home' },
  ),
  words(
    'phone',
    'other phone|car phone|radio phone|callback|Rückmeldung|Autotelefon|Weiteres Telefon|Mobilfunk|Funktelefon|备用电话|其他电话',
    { label: 'other' },
  ),
  words(
    'phone',
    "Assistant's Phone|Assistant Phone|Asst Phone|Telefon Assistent|Telefon Assistentin",
    {
      label: 'assistant',
    },
  ),
  words(
    'phone',
    'fax|business fax|home fax|other fax|fax number|传真|传真号码|Fax geschäftlich|Fax privat|Weiteres Fax|Telefax|Télécopie',
    { label: 'fax' },
  ),
  words('phone', 'pager|pager number|寻呼机|寻呼机号码', { label: 'pager' }),
  words('phone', 'ISDN', { label: 'ISDN' }),
  words('phone', 'TTY/TDD Phone|Telefon für Hörbehinderte', { label: 'TTY/TDD' }),
  words('messenger', '微信|微信号|wechat|wechat id|weixin', { service: 'wechat' }),
  words('messenger', 'qq|qq号|qq号码', { service: 'qq' }),
  words('messenger', 'whatsapp|whatsapp number|whatsapp phone number', { service: 'whatsapp' }),
  words('messenger', 'telegram|telegram username', { service: 'telegram' }),
  words('messenger', 'signal', { service: 'signal' }),
  words('messenger', 'skype|skype id|skype name', { service: 'skype' }),
  words('messenger', 'line id|ライン|ไลน์|ไอดีไลน์|ไลน์ไอดี|라인|라인 아이디', { service: 'line' }),
  words('messenger', 'zalo|số zalo', { service: 'other', label: 'Zalo' }),
  words('messenger', 'kakaotalk|카카오톡|카톡|카카오톡 아이디', {
    service: 'other',
    label: 'KakaoTalk',
  }),
  words('messenger', 'viber|вайбер', { service: 'other', label: 'Viber' }),
  words('messenger', 'IM|IM address|messenger|即时通讯', {}),
  words(
    'link',
    'link|链接|website|web page|web site|web|url|homepage|website url|company website|网站|公司网址|公司网站|网页|网址|主页|官网|Webseite|Internet|Internetseite|Site web|Site internet|Sitio web|Página web',
  ),
  words('link', 'personal web page|personal website', { label: 'home' }),
  words('link', 'linkedin|linkedin url|linkedin profile', { service: 'linkedin' }),
  words('link', 'instagram|insta|ig', { service: 'instagram' }),
  words('link', 'facebook', { service: 'facebook' }),
  words('link', 'twitter|x twitter', { service: 'x' }),
  words('link', '微博', { service: 'weibo' }),
  words('link', '小红书', { service: 'xiaohongshu' }),
  words('link', 'youtube', { service: 'youtube' }),
  words(
    'birthday',
    'birthday|birth date|birthdate|date of birth|dob|born|生日|出生日期|出生年月日|Geburtstag|Geburtsdatum|Geb.|geb. am|Geb.-Datum|Geb.-Dat.|Date de naissance|Né le|Née le|Naissance|Anniversaire|Anniv.|Date anniv.|Date anniversaire|Дата рожд.|Dt. nasc.|Fecha de nacimiento|Cumpleaños|Nacimiento|Data de nascimento',
  ),
  words(
    'anniversary',
    'anniversary|wedding anniversary|纪念日|周年纪念|结婚纪念日|Jahrestag|Aniversario',
  ),
  words(
    'tags',
    'tags|tag|labels|groups|group|group membership|categories|category|标签|分组|客户类型|客户等级|客户分类|类别|Schlagwörter|Kategorien|Kategorie|Gruppe|Gruppen|Étiquettes|Étiquette|Catégorie|Catégories|Etiquetas|Etiqueta|Categoría|Categorías|Grupo|Groupe',
  ),
  words('stage', 'stage|lifecycle stage|阶段|客户阶段|Phase'),
  words(
    'source',
    'source|lead source|original source|来源|客户来源|Quelle|Herkunft|Origine|Provenance|Fuente|Origen|Procedencia',
  ),
  words('language', 'language|preferred language|语言|Sprache|Langue|Idioma'),
  words(
    'notes',
    'notes|note|comment|comments|remark|remarks|description|background info|about|备注|说明|备注信息|备忘|客户备注|associated note|Notizen|Notiz|Bemerkung|Bemerkungen|Anmerkung|Anmerkungen|Kommentar|Remarques|Remarque|Commentaire|Commentaires|Notas|Nota|Observaciones|Comentarios',
  ),
  words('kind', `kind|contact kind|person or company|个人或公司|Art|Kontaktart|${companyMarks}`),
  words('importance', 'importance|重要性|重要程度|Wichtigkeit|Importancia'),
  words(
    'preferred-channel',
    'preferred channel|preferred contact method|首选联系方式|偏好渠道|Bevorzugter Kanal|Canal préféré|Canal preferido',
  ),
  words('time-zone', 'time zone|timezone|时区|Zeitzone|Fuseau horaire|Zona horaria'),
  words(
    'do-not-contact',
    'do not contact|不要联系|请勿联系|不再联系|Nicht kontaktieren|Ne pas contacter|No contactar',
  ),
  words('created-at', 'created at'),
  words('uid', 'uid'),
  words(
    'own-id',
    'id|record id|customer id|contact id|client id|person id|persona id|user id|subscriber id|lead id|student id|patient id|customerid|clientid|userid|personid|contactid|customer number|customer no|client number|account number|member id|membership number|Kundennr.|Kunden-ID|KundenID|Kunden-Nr.|Kundennummer|square customer id|Kontakt-Nr.|Kontaktnummer|Debitoren-Nr.|Debitor-Nr.|Debitorennr.|Adress-Nr.|Adressnummer|Mitglieds-Nr.|Mitglied-Nr.|Mitgliedernummer|Matrikelnummer|Nº socio|N° socio|Número socio|Número de socio|N° de socio|工号|学号|Kd.-Nr.|KdNr|Debitorennummer|Mitgliedsnummer|Numéro client|N° client|Code client|Id cliente|Cód.|Código|Κωδικός|Nº cliente|Número de cliente|Código de cliente|Código cliente|客户编号|会员号|会员编号|编号|客户号|客户ID',
  ),
]
