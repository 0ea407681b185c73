import { describe, expect, it } from 'vitest'
import type { ColumnTarget } from '#main/engines/file-formats/columns/column-words.ts'
import { recogniseColumns } from '#main/engines/file-formats/columns/columns.ts'

const written = ({ field, group, service, label }: ColumnTarget) =>
  [field, group && `#${group}`, service && `@${service}`, label && `(${label})`]
    .filter(Boolean)
    .join(' ')
const recognised = (line: string, separator = ',') => {
  const headers = line.split(separator)
  return Object.fromEntries(
    recogniseColumns(headers).map((target, index) => [headers[index], written(target)]),
  )
}

const googleNew =
  'First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value'
const googleOld =
  'Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Yomi Name,Organization 1 - Title,Organization 1 - Department,Custom Field 1 - Type,Custom Field 1 - Value'
const outlook =
  "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business Street 2,Business Street 3,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Other Country/Region,Assistant's Phone,Business Fax,Business Phone,Business Phone 2,Callback,Car Phone,Company Main Phone,Home Fax,Home Phone,Home Phone 2,ISDN,Mobile Phone,Other Fax,Other Phone,Pager,Primary Phone,Radio Phone,TTY/TDD Phone,Telex,Account,Anniversary,Assistant's Name,Billing Information,Birthday,Business Address PO Box,Categories,Children,Directory Server,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Notes,Web Page"

describe('recogniseColumns', () => {
  it('reads Google Contacts since 2024', () => {
    expect(recognised(googleNew)).toMatchSnapshot()
  })
  it('reads Google Contacts until 2024', () => {
    expect(recognised(googleOld)).toMatchSnapshot()
  })
  it('reads Outlook in English', () => {
    expect(recognised(outlook)).toMatchSnapshot()
  })

  it.each([
    ['姓名|单位|邮箱|手机|生日|备注', 'display-name,company,email,phone (mobile),birthday,notes'],
    [
      '客户姓名|公司|职位|手机号|座机',
      'display-name,company,job-title,phone (mobile),phone (work)',
    ],
    ['姓|名|微信号|QQ|电子邮件', 'family-name,given-name,messenger @wechat,messenger @qq,email'],
    ['联系人|客户名称|联系电话|微信', 'display-name,company,phone,messenger @wechat'],
    ['联系地址|省|市|区', 'address-street,address-region,address-city,address-extended'],
    ['出生日期|标签|客户来源|跟进人', 'birthday,tags,source,custom-field'],
    ['手机1|手机2|邮箱（必填）', 'phone (mobile),phone (mobile),email'],
    ['Name|Firma|E-Mail|Telefon|Geburtstag', 'display-name,company,email,phone,birthday'],
    ['Niveau|Umsatz|Bemerkung', 'custom-field,custom-field,notes'],
    [
      'Ansprechpartner|Straße|PLZ|Ort|Land|Tel.|Handy',
      'display-name,address-street,address-postal-code,address-city,address-country,phone,phone (mobile)',
    ],
    ['Vorname|Name|Str.', 'given-name,family-name,address-street'],
    [
      'Nom|Prénom|Société|CP|Ville|Portable|Courriel',
      'family-name,given-name,company,address-postal-code,address-city,phone (mobile),email',
    ],
    ['Nombre|Apellidos|Móvil|Correo electrónico', 'given-name,family-name,phone (mobile),email'],
    ['FULL NAME|e_mail|Phone #|Company', 'display-name,email,phone,company'],
    ['Name|Title|Company', 'display-name,job-title,company'],
    [
      'Full Name|Address 1: City|Address 1: Country/Region|Address 1: State/Province|Address 1: Street 1|Address 1: Street 2|Address 1: Telephone 2|Address 1: ZIP/Postal Code|Parent Customer',
      'display-name,address-city #address:1,address-country #address:1,address-region #address:1,address-street #address:1,address-extended #address:1,phone,address-postal-code #address:1,company',
    ],
    ['Name, First|Name, Last|email address', 'given-name,family-name,email'],
    ['Email|Email 2|Phone|Phone 2', 'email,email,phone,phone'],
    ['Company|Associated Company|Name', 'company,named-note,display-name'],
    [
      'secondary_phone_number|Alt. email|kunden_id|Kunden-ID|customer_id',
      'phone,email,own-id,named-note,named-note',
    ],
    ['Ticket|Requester', 'named-note,display-name'],
    ['Order|Attendee Name|Attendee Email|Table', 'named-note,display-name,email,named-note'],
    // Numbers of somebody, not their names.
    ['Attendee #|First Name|Customer #', 'named-note,given-name,own-id'],
    // The way to a value in a file of another form.
    [
      'ICO|ADRESA/FIRMA|ADRESA/ADRESA1|ADRESA/PSC|JMENO|POZNAMKA/TEXT/0|POZNAMKA/TEXT/1',
      'custom-field,company,address-street,address-postal-code,display-name,notes,notes',
    ],
    ['nom|adresse/rue|adresse/ville', 'display-name,address-street,address-city'],
    ['Name|Adresse/Ort', 'display-name,address-street'],
    [
      'Fakturaadresse|Leveransadress|Laskutusosoite|Számlázási cím|Számlázási irányítószám',
      'address-street #address:billing (billing),address-street #address:shipping (shipping),address-street #address:billing (billing),address-street #address:billing (billing),address-postal-code #address:billing (billing)',
    ],
    ['persona_id|Name', 'own-id,display-name'],
    ['user_id|nombre|correo', 'own-id,display-name,email'],
    ['UserId|Name|contact_id', 'own-id,display-name,named-note'],
    [
      '名字|姓氏|显示名称|主要电子邮件|备用电子邮件|工作电话|移动电话号码|网页 1',
      'given-name,family-name,display-name,email,email (other),phone (work),phone (mobile),link',
    ],
    [
      '家庭地址|城市|国家|工作地址|工作地址 2|城市|国家',
      'address-street,address-city,address-country,address-street #address:work (work),address-extended #address:work (work),address-city #address:work (work),address-country #address:work (work)',
    ],
    ['nom_client|tel_client|Téléphone du client', 'display-name,phone,phone'],
    ['Nombre cliente|telefono_contacto|Company contact', 'display-name,phone,named-note'],
    [
      'KeyCliente|CodigoCliente|NombreCliente|Pais',
      'named-note,own-id,display-name,address-country',
    ],
    [
      'URL Facebook|Instagram handle|url|LinkedIn|WhatsApp|eMail',
      'link @facebook,link @instagram,link,link @linkedin,messenger @whatsapp,email',
    ],
    // Cut short by a full stop, where that can mean one thing only.
    [
      'Müş. Adı|Doğum G.|End.|Fec. Nac.|Ort geschäftl.|Cód. post.',
      'display-name,birthday,address-street,named-note,address-city #address:work (work),address-postal-code',
    ],
    [
      'Cat.|Num.|Nat.|Vis.|St. Nr.|Dir.',
      'named-note,named-note,named-note,named-note,named-note,named-note',
    ],
    ['crm_name|crm_phone|crm_city|crm_colour', 'display-name,phone,address-city,named-note'],
    ['nom_apporteur|email_apporteur|code_apporteur', 'display-name,email,named-note'],
    // Whose fact it is, in front, behind or glued to it.
    [
      'Kundenname|Kunden-E-Mail|Kundenadresse|Telefon Ansprechpartner|Kundenart',
      'display-name,email,address-street,phone,named-note',
    ],
    ['Kundenname|Ansprechpartner', 'company,display-name'],
    ['name|branche|ansprechperson', 'company,custom-field,display-name'],
    ['nome|cognome|nCivico|Carica', 'given-name,family-name,address-street,job-title'],
    ['nombre|interno|cumple', 'display-name,custom-field,birthday'],
    [
      'Nom|Matricule|Adresse liv adr|Adresse liv cp|Ville livraison',
      'display-name,own-id,address-street #address:shipping (shipping),address-postal-code #address:shipping (shipping),address-city #address:shipping (shipping)',
    ],
    [
      'Name|Rechnungsadresse|Lieferung PLZ|Liefer-Ort',
      'display-name,address-street #address:billing (billing),address-postal-code #address:shipping (shipping),address-city #address:shipping (shipping)',
    ],
    [
      'Nombre|Dirección de envío|Jour livraison|Fecha de entrega',
      'display-name,address-street #address:shipping (shipping),named-note,named-note',
    ],
    ['FullName|FirstName', 'display-name,given-name'],
    [
      'Müşteri Adı Soyadı|Üye e-posta|Telefon zákazníka|Τηλέφωνο πελάτη|고객 이메일',
      'display-name,email,phone,phone,email',
    ],
    ['Tên khách hàng|Ngày sinh khách hàng', 'display-name,birthday'],
    [
      '收货人姓名|收件人手机|收货地址-省|收货地址-市|收货地址-详细地址|买家昵称|买家留言',
      'display-name,phone (mobile),address-region,address-city,address-street,nickname,named-note',
    ],
    [
      '客户名|客户电话|客户微信|用户名|お客様電話番号|配送先住所',
      'display-name,phone,messenger @wechat,custom-field,phone,address-street',
    ],
    ['客户名|联系人|联系人电话', 'company,display-name,phone'],
    ['Billing First Name|Billing Last Name|Shipping Phone', 'given-name,family-name,phone'],
    // Names in several lines.
    [
      'Vorname|Name 1|Name 2|Strasse/Hausnr.|LKZ',
      'given-name,family-name,named-note,address-street,address-country',
    ],
    ['Name 1|Name 2|Firma 1|姓名1', 'display-name,named-note,company,named-note'],
    // Several parts of an address in one column.
    [
      'Straße, PLZ, Ort|PLZ/Ort|İlçe/İl|Postcode & City|Ticket/City',
      'address-street,address-city,address-city,address-city,named-note',
    ],
    ['Code postal / Ville|City / Country|地址-省', 'address-city,address-city,address-region'],
    // Several words for one thing.
    [
      'Telefon/Handy|Tel./Fax|Tel / Móvil|电话/手机|Bemerkung/Notiz|E-Mail/Web|Date/Time',
      'phone,phone,phone (mobile),phone,notes,named-note,named-note',
    ],
    ['姓名/公司|Telefon', 'display-name,phone'],
    ['公司/单位|First / Last Name', 'company,display-name'],
    ['Telem.|Telef.|Dt. Nasc.', 'phone (mobile),phone,birthday'],
    [
      'Mailing Street|Mailing State/Province|Mailing Zip/Postal Code',
      'address-street #address:mailing,address-region #address:mailing,address-postal-code #address:mailing',
    ],
    // One address, of which only a part says where it is.
    [
      'Street 1|Street 2|Ship City|Ship Zipcode',
      'address-street #address:shipping (shipping),address-extended #address:shipping (shipping),address-city #address:shipping (shipping),address-postal-code #address:shipping (shipping)',
    ],
    [
      'Street|City|Shipping Street|Shipping City',
      'address-street,address-city,address-street #address:shipping (shipping),address-city #address:shipping (shipping)',
    ],
    [
      'Mobile Phone Number|Tél. maison|Tfno. móvil|Anniv.',
      'phone (mobile),phone (home),phone (mobile),birthday',
    ],
    ['__proto__|constructor|', 'named-note,named-note,named-note'],
    ['Custom 1 value|constructor 1 x|email 1 toString', 'named-note,named-note,named-note'],
  ])('%s', (headers, expected) => {
    expect(recogniseColumns(headers.split('|')).map(written).join(',')).toBe(expected)
  })
})
