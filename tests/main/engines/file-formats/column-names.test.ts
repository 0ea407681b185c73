import { describe, expect, it } from 'vitest'
import { addressWords } from '#main/engines/file-formats/columns/address-words.ts'
import { namingLanguages } from '#main/engines/file-formats/columns/column-names/all-languages.ts'
import { type ColumnTarget, columnWords } from '#main/engines/file-formats/columns/column-words.ts'
import { recogniseColumns } from '#main/engines/file-formats/columns/columns.ts'
import { fieldWords, programWords } from '#main/engines/file-formats/columns/field-words.ts'
import { recogniseHeader } from '#main/engines/file-formats/columns/recognise-header.ts'
import { usualWords } from '#main/engines/file-formats/columns/usual-words.ts'

const short = ({ field, label, service }: ColumnTarget) =>
  [field.replace('address-', ''), label ?? service].filter(Boolean).join('/')
const fields = (line: string) => recogniseColumns(line.split(',')).map(short).join(' ')

const usual = (line: string) =>
  [
    'family-name given-name company job-title phone phone/mobile email street postal-code city country',
    'birthday notes link tags source',
  ].join(' ') === fields(line)
    ? 'as expected'
    : fields(line)

describe('names of columns in other languages', () => {
  it.each([
    [
      'traditional Chinese',
      '姓,名字,公司,職稱,電話,手機,電子信箱,地址,郵遞區號,縣市,國家,生日,備註,網站,標籤,來源',
    ],
    [
      'Japanese',
      '姓,名,会社名,役職,電話番号,携帯電話,メールアドレス,住所,郵便番号,市区町村,国,生年月日,備考,ホームページ,タグ,紹介元',
    ],
    [
      'Korean',
      '성,이름,회사,직책,전화번호,휴대폰,이메일,주소,우편번호,도시,국가,생년월일,메모,홈페이지,태그,출처',
    ],
    [
      'Russian',
      'Фамилия,Имя,Компания,Должность,Телефон,Мобильный,Эл. почта,Адрес,Индекс,Город,Страна,Дата рождения,Комментарий,Сайт,Теги,Источник',
    ],
    [
      'Ukrainian',
      'Прізвище,Ім’я,Компанія,Посада,Телефон,Моб. тел.,Електронна пошта,Адреса,Індекс,Місто,Країна,День народження,Примітки,Сайт,Мітки,Джерело',
    ],
    [
      'Polish',
      'Nazwisko,Imię,Firma,Stanowisko,Telefon,Komórka,Adres e-mail,Ulica,Kod pocztowy,Miasto,Kraj,Data urodzenia,Uwagi,Strona www,Etykiety,Źródło',
    ],
    [
      'Turkish',
      'Soyad,Ad,Şirket,Görev,Telefon,Cep telefonu,E-posta,Adres,Posta kodu,Şehir,Ülke,Doğum tarihi,Notlar,Web sitesi,Etiketler,Kaynak',
    ],
    [
      'Greek',
      'Επώνυμο,Όνομα,Εταιρεία,Θέση,Τηλέφωνο,Κινητό,Email,Διεύθυνση,Τ.Κ.,Πόλη,Χώρα,Γενέθλια,Σημειώσεις,Ιστοσελίδα,Ετικέτες,Πηγή',
    ],
    [
      'Dutch',
      'Achternaam,Voornaam,Bedrijf,Functie,Telefoon,Mobiel,E-mailadres,Straat,Postcode,Plaats,Land,Geboortedatum,Opmerkingen,Website,Groepen,Bron',
    ],
    [
      'Swedish',
      'Efternamn,Namn,Företag,Befattning,Telefon,Mobil,E-post,Gatuadress,Postnummer,Postort,Land,Födelsedag,Anteckningar,Hemsida,Taggar,Källa',
    ],
    [
      'Danish',
      'Efternavn,Fornavn,Virksomhed,Stilling,Tlf.,Mobil,E-mailadresse,Vejnavn,Postnr.,By,Land,Fødselsdag,Bemærkninger,Hjemmeside,Kategorier,Kilde',
    ],
    [
      'Norwegian',
      'Etternavn,Fornavn,Selskap,Stillingstittel,Telefonnummer,Mobiltelefon,E-post,Gateadresse,Postnummer,Poststed,Land,Bursdag,Merknader,Nettside,Grupper,Kilde',
    ],
    [
      'Czech',
      'Příjmení,Jméno,Společnost,Pozice,Telefon,Mobil,E-mailová adresa,Ulice,PSČ,Město,Stát,Datum narození,Poznámka,Webové stránky,Štítky,Zdroj',
    ],
    [
      'Slovak',
      'Priezvisko,Meno,Spoločnosť,Pozícia,Telefón,Mobilný,E-mail,Ulica,PSČ,Mesto,Krajina,Dátum narodenia,Poznámka,Webstránka,Skupina,Zdroj',
    ],
    [
      'Hungarian',
      'Vezetéknév,Keresztnév,Cég,Beosztás,Telefonszám,Mobil,E-mail cím,Utca,Irányítószám,Város,Ország,Születési dátum,Megjegyzés,Honlap,Címkék,Forrás',
    ],
    [
      'Romanian',
      'Nume,Prenume,Firmă,Funcție,Telefon,Telefon mobil,Adresă de e-mail,Stradă,Cod poștal,Oraș,Țară,Data nașterii,Observații,Site web,Etichete,Sursă',
    ],
    [
      'Vietnamese',
      'Họ,Tên,Công ty,Chức vụ,Điện thoại,Di động,Thư điện tử,Địa chỉ,Mã bưu điện,Thành phố,Quốc gia,Ngày sinh,Ghi chú,Trang web,Nhóm,Nguồn',
    ],
    [
      'Thai',
      'นามสกุล,ชื่อ,บริษัท,ตำแหน่ง,โทรศัพท์,มือถือ,อีเมล,ที่อยู่,รหัสไปรษณีย์,เมือง,ประเทศ,วันเกิด,หมายเหตุ,เว็บไซต์,กลุ่ม,แหล่งที่มา',
    ],
    [
      'Arabic',
      'اسم العائلة,الاسم,الشركة,الوظيفة,الهاتف,الجوال,البريد الإلكتروني,العنوان,الرمز البريدي,المدينة,الدولة,تاريخ الميلاد,ملاحظات,الموقع,الوسوم,المصدر',
    ],
    [
      'Hebrew',
      'שם משפחה,שם פרטי,חברה,תפקיד,טלפון,נייד,אימייל,כתובת,מיקוד,עיר,מדינה,תאריך לידה,הערות,אתר,תגיות,מקור',
    ],
    [
      'Finnish',
      'Sukunimi,Etunimi,Yritys,Titteli,Puhelin,Matkapuhelin,Sähköposti,Osoite,Postinumero,Kaupunki,Maa,Syntymäpäivä,Muistiinpanot,Kotisivu,Tunnisteet,Lähde',
    ],
    [
      'Italian',
      'Cognome,Nome,Azienda,Ruolo,Telefono,Cellulare,Indirizzo e-mail,Indirizzo,CAP,Città,Paese,Data di nascita,Note,Sito web,Etichette,Fonte',
    ],
    [
      'Portuguese',
      'Sobrenome,Nome,Empresa,Cargo,Telefone,Telemóvel,E-mail,Morada,Código postal,Cidade,País,Aniversário,Observações,Site,Etiquetas,Origem',
    ],
    [
      'Croatian',
      'Prezime,Ime,Tvrtka,Radno mjesto,Telefon,Mobitel,E-pošta,Ulica,Poštanski broj,Grad,Država,Datum rođenja,Napomena,Web stranica,Oznake,Izvor',
    ],
    [
      'Lithuanian',
      'Pavardė,Vardas,Įmonė,Pareigos,Telefonas,Mobilus,El. paštas,Gatvė,Pašto kodas,Miestas,Šalis,Gimimo data,Pastabos,Svetainė,Žymos,Šaltinis',
    ],
    [
      'Indonesian',
      'Nama belakang,Nama depan,Perusahaan,Jabatan,Telepon,No. HP,Surel,Alamat,Kode pos,Kota,Negara,Tanggal lahir,Catatan,Situs web,Tag,Sumber',
    ],
  ])('knows the usual sixteen in %s', (_language, line) => {
    expect(usual(line)).toBe('as expected')
  })

  it('takes a plain name for the whole one where no part stands beside it', () => {
    for (const name of [
      'Ad',
      'Navn',
      'Namn',
      'Naam',
      '이름',
      'Имя',
      'Όνομα',
      'Név',
      'שם',
      'الاسم',
      'ชื่อ',
      '名前',
    ]) {
      expect([name, fields(`${name},Email`)]).toEqual([name, 'display-name email'])
    }
    expect(fields('氏名,フリガナ,部署,都道府県')).toBe(
      'display-name custom-field custom-field region',
    )
  })

  it('does not mind accents, dots and strokes', () => {
    expect(fields('ADI SOYADI,Imie i nazwisko,Telefonni cislo,Dien thoai')).toBe(
      'display-name named-note phone phone',
    )
  })

  it('tells words of two languages apart by their neighbours and their accents', () => {
    expect(fields('Jméno,Příjmení,Město,Kraj')).toBe('given-name family-name city region')
    expect(fields('Imię,Nazwisko,Miasto,Kraj')).toBe('given-name family-name city country')
    expect(fields('Nome,Aniversário')).toBe('display-name birthday')
    expect(fields('Nombre,Aniversario')).toBe('display-name anniversary')
    expect(fields('Ad,Cep')).toBe('display-name phone/mobile')
    expect(fields('Nome,CEP')).toBe('display-name postal-code')
    expect(fields('氏名,LINE')).toBe('display-name messenger/line')
  })

  it('takes a customer for the company where a person inside has a column', () => {
    expect(fields('Клиент,Контактное лицо')).toBe('company display-name')
    expect(fields('Klant,Contactpersoon')).toBe('company display-name')
  })

  it('knows the names of German and Swiss lists', () => {
    expect(fields('Name Vorname,Natel')).toBe('display-name phone/mobile')
    expect(fields('Vor- und Nachname,Tél. prof.')).toBe('display-name phone/work')
  })

  it('looks past whose column it is', () => {
    expect(fields('Person - Name,Person - Phone - Work,Invitee Email')).toBe(
      'display-name phone/work email',
    )
    expect(fields('客户名称,企业')).toBe('display-name company')
    expect(fields('客户名称,联系人')).toBe('company display-name')
  })

  it('lets every name of every language mean what its list says', () => {
    const wrong = namingLanguages.flatMap(({ countries, names }) =>
      usualWords(names).flatMap(({ target, names: list }) =>
        list
          .split('|')
          .filter((name) => short(recogniseHeader(name).target) !== short(target))
          .map((name) => `${countries[0]} ${name}`),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('leaves every earlier name what it was', () => {
    const first = new Map<string, string>()
    for (const { target, names } of [
      ...columnWords,
      ...addressWords,
      ...fieldWords,
      ...programWords,
    ]) {
      for (const name of names.split('|')) {
        if (!first.has(name)) first.set(name, short(target))
      }
    }
    const changed = [...first].filter(([name, was]) => short(recogniseHeader(name).target) !== was)
    expect(changed).toEqual([])
  })
})
