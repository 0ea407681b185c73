import type { ColumnWords, CustomFieldType } from './column-words.ts'

const fields = (type: CustomFieldType, names: string): ColumnWords => ({
  target: { field: 'custom-field' },
  type,
  names,
})

/** Columns that programs and people keep beside the facts every contact has: fields of their own. */
export const fieldWords: readonly ColumnWords[] = [
  fields(
    'text',
    // Names and forms of address
    'name prefix|prefix|salutation|Anrede|Briefanrede|Titel|称谓|称呼|Civilité|Tratamiento|name suffix|suffix|Namenszusatz|' +
      'phonetic first name|phonetic middle name|phonetic last name|yomi name|given name yomi|additional name yomi|family name yomi|maiden name|Geburtsname|second surname|Segundo apellido|' +
      // Work
      'department|organization department|Abteilung|部门|Département de l’entreprise|Departamento|office location|Büro|Manager|' +
      "Manager's Name|Name des/der Vorgesetzten|Assistant's Name|Assistant|Name Assistent|reporting to|" +
      // Other columns of Outlook and Google
      'account|Konto|用户名|用户名称|location|billing information|Abrechnungsinformation|directory server|Verzeichnisserver|mileage|Reisekilometer|hobby|hobbies|爱好|喜好|subject|' +
      'children|Kinder|spouse|Partner|Conjoint|Conjointe|Enfants|配偶|government id number|Regierungsnr.|organizational id number|Organisationsnr.|keywords|Stichwörter|' +
      'referred by|Empfohlen von|介绍人|telex|user 1|user 2|user 3|user 4|Benutzer 1|Benutzer 2|Benutzer 3|Benutzer 4|internet free busy|Internet-Frei/Gebucht|' +
      // Sales programs
      'contact owner|company owner|lead owner|owner|account owner|跟进人|归属人|负责人|销售|业务员|Betreuer|Betreuerin|Zuständig|Responsable|Commercial|Comercial|' +
      'next step|下一步|associated company ids|associated contact ids|contact owner id|optin ip|confirm ip|card id|default source|sector|industry|行业|Branche|Secteur|Sector',
  ),
  // Accounts at banks, whose digits look like those of phones.
  fields(
    'text',
    'IBAN|BIC|SWIFT|SWIFT code|bank account|bank account number|bank account no|account no|Bankverbindung|Bankkonto|Kontonummer|Kontonr|Bankkontonummer|Compte bancaire|Cuenta bancaria|Número de cuenta|CLABE|CBU|Conta bancária|Conta corrente|Conto corrente|' +
      'Rekeningnummer|Bankrekening|Bankrekeningnummer|Tilinumero|Nr konta|Numer konta|Nr konta bankowego|Numer konta bankowego|Nr rachunku|Numer rachunku|Rachunek bankowy|Konto bankowe|Účet|Číslo účtu|Č. účtu|Bankovní účet|Bankovní spojení|Bankový účet|Bankové spojenie|' +
      'Számlaszám|Bankszámlaszám|Bankszámla|Cont bancar|Hesap no|Hesap numarası|Banka hesap no|Broj računa|Žiro račun|Расчетный счет|р/с|Банковский счет|Номер счета|Банковская карта|Αριθμός λογαριασμού|חשבון בנק|מספר חשבון|رقم الحساب|' +
      'Số tài khoản|STK|银行账号|银行账户|银行卡号|银行卡|开户行|开户银行|銀行帳號|口座番号|口座|계좌|계좌번호|은행계좌',
  ),
  // Numbers that a state gives, some of which look like phones.
  fields(
    'text',
    'VAT number|VAT no|VAT ID|tax number|tax id|tax no|EIN|SSN|ABN|GSTIN|GST number|PAN|Aadhaar|passport|passport number|id number|id card|national id|USt-ID|USt-IdNr.|UID-Nummer|Steuernummer|Steuer-ID|N° TVA|Numéro de TVA|CF/P.IVA|' +
      'CUIT|CUIL|CUIT/CUIL|RUT|RUN|RUC|NIT|CURP|Cédula|Cédula de identidad|Documento|Nº documento|Número de documento|Número de identificación|Identificación|Documento de identidad|NIE|Inscrição estadual|RG|BSN|KvK|KvK-nummer|Rodné číslo|' +
      'КПП|ОГРН|СНИЛС|Паспорт|Серия и номер паспорта|NIK|No KTP|KTP|CCCD|CMND|MST|Mã số thuế|身份证|身份证号|身份证号码|证件号|证件号码|统一社会信用代码|税号|纳税人识别号|身分證字號|주민등록번호|사업자등록번호|사업자번호|マイナンバー|法人番号',
  ),
  fields('link', 'photo|avatar|照片|头像'),
  fields(
    'date',
    'create date|created|created utc|created time|date created|date added|last modified date|modified time|updated|last activity date|last activity time|connected on|last contacted|last contact|last contact date|next contact|' +
      'optin time|confirm time|last changed|letzter Kontakt|Letzte Kontaktaufnahme|nächster Kontakt|Wiedervorlage|Kunde seit|Angelegt am|Erstellt am|customer since|dernier contact|Dernière relance|Client depuis|último contacto|Cliente desde|Fecha de alta|' +
      '上次联系|上次联系时间|最后跟进|最后跟进时间|录入日期|最近跟进时间|最近联系|下次跟进时间|下次联系|创建时间|创建日期|成交日期|录入时间',
  ),
  fields(
    'money',
    'Umsatz|Jahresumsatz|revenue|annual revenue|turnover|sales|total spent|total spend|total sales|lifetime value|average order|average order value|balance|account balance|budget|deal value|amount|' +
      'Chiffre d’affaires|CA|Montant|Facturación|Ventas|Importe|累计消费|消费金额|销售额|成交金额|预算|refunded volume|dispute losses',
  ),
  fields(
    'number',
    'member rating|total orders|orders|payment count|number of orders|number of employees|employees|Mitarbeiter|Anzahl Mitarbeiter|Bestellungen|age|Alter|年龄|Âge|Edad|score|订单数|购买次数',
  ),
  fields(
    'boolean',
    'accepts email marketing|accepts sms marketing|accepts marketing|tax exempt|delinquent|email opt out|Newsletter|subscribed|Abonné|Suscrito',
  ),
  fields(
    'choice',
    'lead status|status|level|Niveau|Nivel|等级|级别|状态|客户状态|gender|sex|Geschlecht|性别|Sexe|Sexo|type|contact type|customer type|record type|Kundentyp|Kundengruppe|Statut|Estado|rating',
  ),
]

/** Columns that only repeat others or that programs fill; they go to the notes where they say more. */
export const programWords: readonly ColumnWords[] = [
  {
    target: { field: 'named-note' },
    names:
      'file as|Speichern unter|short name|initials|Initialen|email display name|E-Mail: Angezeigter Name|email type|E-Mail-Typ|sensitivity|Vertraulichkeit|priority|Priorität|private|Privat',
  },
]
