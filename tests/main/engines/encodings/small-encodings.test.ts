import { describe, expect, it } from 'vitest'
import { createEncodingSurvey } from '#main/engines/encodings/survey-encoding.ts'
import { encodeText } from '#tests/fixtures/imports/encode-text.ts'

/** Vietnamese is written with its tones behind their letters in windows-1258. */
const withTonesBehind = (text: string): string =>
  [...text.normalize('NFD').matchAll(/\P{M}\p{M}*/gu)]
    .map(([letter]) => {
      const tone = letter.replace(/[^\u0300\u0301\u0303\u0309\u0323]/gu, '')
      return letter.replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, '').normalize('NFC') + tone
    })
    .join('')

const files: readonly (readonly [encoding: string, ...texts: string[]])[] = [
  [
    'windows-1250',
    'Imię;Nazwisko;Miasto\nŁucja;Żółć;Łódź\nŚwiętosław;Gęś;Kraków\n',
    'Jméno;Příjmení;Město\nJiří;Dvořák;Plzeň\nVěra;Šťastná;Brno\n',
    'Név;Város\nŐri Gyöngyi;Győr\nSzűcs Béla;Pécs\n',
    'Name,City\nŁukasz Wójcik,Gdańsk\nMałgorzata Dąbrowska,Poznań\n',
    'Nume,Localitate\nIoan Bălan,Timişoara\nŞtefan Ţepeş,Iaşi\n',
  ],
  [
    'windows-1251',
    'Имя;Город\nИван;Москва\nАнна;Казань\n',
    'Name,City\nИванов Иван,Тула\nПетрова Анна,Омск\n',
    'ФИО;Телефон\nШевченко Олена;050\nКоваль Ігор;067\n',
    'имя,город\nиван,омск\nанна,тула\n',
  ],
  [
    'windows-1252',
    'Name,City\nJürgen Müller,Köln\nBjörn Groß,Lübeck\n',
    'Nom;Ville\nÉlodie Noël,Orléans\nFrançois Lefèvre,Besançon\n',
    'Nombre,Ciudad\nJosé Muñoz,Málaga\nMaría Peña,Cádiz\n',
    'Nome;Cidade\nJoão Simões;Évora\nInês Guimarães;Covilhã\n',
    'Navn,By\nSøren Østergaard,Århus\nBjørn Næss,Tromsø\n',
    'Name,City\nRené Müller,Paris\n',
  ],
  [
    'windows-1253',
    'Όνομα;Πόλη\nΓιώργος;Αθήνα\nΜαρία;Πάτρα\n',
    'Name,City\nΓιώργος Παπαδόπουλος,Αθήνα\nΜαρία Νικολάου,Πάτρα\n',
  ],
  [
    'windows-1254',
    'Ad;Soyad;Şehir\nİbrahim;Yıldız;İstanbul\nŞule;Çağlar;Eskişehir\n',
    'Name,City\nAyşe Yılmaz,Muğla\nOğuz Işık,İzmir\n',
  ],
  [
    'windows-1255',
    'שם,עיר\nדוד כהן,תל אביב\nשרה לוי,חיפה\n',
    'Name,City\nדוד כהן,אילת\nיעל מזרחי,צפת\n',
    'שם;טלפון;אימייל;עיר\nמשה פרץ;03-1234567;m@x.il;נס ציונה\nרחל ביטון;1;;\n',
    'Name,Phone\nיוסי כץ,03\n',
    'שם,דוא״ל,מחיר\nצ׳רלי גולן,c@x.il,₪120\n',
  ],
  [
    'windows-1256',
    'الاسم,المدينة\nمحمد علي,الرياض\nفاطمة حسن,جدة\n',
    'Name,City\nأحمد خالد,دبي\nمريم يوسف,عمان\n',
    'Name,Phone\nمحمد علي,1\n',
  ],
  [
    'windows-1257',
    'Vardas,Miestas\nŽydrūnas Šimkus,Šiauliai\nRūta Kazlauskaitė,Panevėžys\n',
    'Vārds,Pilsēta\nJānis Bērziņš,Rīga\nLīga Kalniņa,Jūrmala\n',
    'Nimi,Linn\nÜlo Põld,Võru\nMärt Šmidt,Pärnu\n',
  ],
  [
    'windows-1258',
    'Tên,Thành phố\nNguyễn Văn Hùng,Huế\nTrần Thị Lan,Hà Nội\n',
    'Name,City\nĐỗ Hùng,Đà Lạt\nVũ Thị Hương,Cần Thơ\n',
  ],
  [
    'macintosh',
    'Name,City\nJürgen Müller,Köln\nBjörn Groß,Lübeck\n',
    'Name,City\rRené Lévesque,Montréal\rFrançoise Noël,Québec\r',
    'Nombre,Ciudad\nJosé Muñoz,Málaga\nMaría Peña,Cádiz\n',
    'Nome;Cidade\nJoão Simões;Évora\nInês Guimarães;Covilhã\n',
  ],
  [
    'koi8-r',
    'Имя;Город\nИван;Москва\nАнна;Казань\n',
    'Name,City\nИванов Иван,Тула\nПетрова Анна,Омск\n',
  ],
  [
    'koi8-u',
    'ПІБ;Місто\nШевченко Тарас;Київ\nЇї-Єва Ґалаґан;Львів\n',
    "Ім'я;Країна\nІван;Україна\nЄва;Італія\n",
  ],
  [
    'iso-8859-2',
    'Firma;Miasto\nŹródło;Łódź\nŚwiętosław Ząb;Gdańsk\n',
    'Jméno;Město\nŠárka Třešňová;Žďár\nLukáš Ťuk;Šumperk\n',
  ],
  [
    'windows-874',
    'ชื่อ,เมือง\nสมชาย ใจดี,กรุงเทพ\nสมหญิง รักไทย,เชียงใหม่\n',
    'Name,City\nสมชาย ใจดี,ภูเก็ต\nวิไล แสงทอง,ขอนแก่น\n',
  ],
]

describe('files of a few rows', () => {
  it.each(files)('are recognised in %s wherever the business is', (encoding, ...texts) => {
    for (const text of texts) {
      const bytes = encodeText(encoding === 'windows-1258' ? withTonesBehind(text) : text, encoding)
      for (const country of [null, 'PT', 'CN', 'US', 'DE']) {
        const survey = createEncodingSurvey()
        survey.push(bytes)
        expect([text, survey.conclude(country).encoding]).toEqual([text, encoding])
      }
    }
  })

  it('switch between ASCII and Japanese by escapes', () => {
    const survey = createEncodingSurvey()
    survey.push(Buffer.from('Name,\u001b$BL>A0\u001b(B\nA,\u001b$BEOJU\u001b(B\n', 'latin1'))
    expect(survey.conclude('PT').encoding).toBe('iso-2022-jp')
  })

  it('are Hebrew only where the letters can be nothing else', () => {
    for (const text of ['пункт,кухня,он\n', 'привет\n', 'мир,хлеб,стол\n', 'ура\n']) {
      const survey = createEncodingSurvey()
      survey.push(encodeText(text, 'windows-1251'))
      expect([text, survey.conclude(null).encoding]).toEqual([text, 'windows-1251'])
    }
  })
})
