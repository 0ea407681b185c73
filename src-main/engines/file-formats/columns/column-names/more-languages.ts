import type { UsualNames } from '../usual-words.ts'

/** Catalan. */
export const catalan: UsualNames = {
  name: 'Nom i cognoms|Nom complet|Persona de contacte|Contacte',
  family: 'Cognoms|Cognom|Primer cognom',
  nickname: 'Sobrenom|Àlies',
  company: 'Empresa|Raó social|Organització',
  job: 'Càrrec|Professió|Lloc de treball',
  email: 'Correu|Correu electrònic|Adreça electrònica',
  phone: 'Telèfon|Número de telèfon|Telèfon de contacte',
  mobile: 'Mòbil|Telèfon mòbil',
  workPhone: 'Telèfon fix|Telèfon feina',
  link: 'Lloc web|Pàgina web',
  street: 'Adreça|Carrer|Domicili',
  city: 'Població|Ciutat|Municipi|Localitat',
  region: 'Província|Comarca',
  postalCode: 'Codi postal|CP',
  country: 'País',
  birthday: 'Data de naixement|Aniversari|Naixement',
  tags: 'Etiquetes|Grup|Grups',
  source: 'Origen',
  language: 'Idioma|Llengua',
  notes: 'Observacions|Notes|Comentaris|Comentari',
  ownId: 'Número de client|Codi client',
  day: 'Últim contacte|Client des de|Data d’alta',
  money: 'Import|Saldo|Facturació|Total',
}

/** Persian; its days are of another calendar and stay as they are typed. */
export const persian: UsualNames = {
  name: 'نام|نام کامل|نام و نام خانوادگی|نام مشتری|مشتری',
  family: 'نام خانوادگی|فامیلی|فامیل',
  company: 'شرکت|نام شرکت|سازمان',
  job: 'شغل|سمت|عنوان شغلی',
  email: 'ایمیل|پست الکترونیک|رایانامه',
  phone: 'تلفن|شماره تلفن|شماره تماس|تماس',
  mobile: 'تلفن همراه|موبایل|شماره موبایل|همراه',
  workPhone: 'تلفن ثابت|تلفن محل کار',
  street: 'آدرس|نشانی',
  city: 'شهر',
  region: 'استان',
  postalCode: 'کد پستی|کدپستی',
  country: 'کشور',
  notes: 'توضیحات|یادداشت|يادداشت|ملاحظات',
  ownId: 'کد مشتری|شماره مشتری',
  text: 'تاریخ تولد|مبلغ|کد ملی',
}

/** Hindi. */
export const hindi: UsualNames = {
  name: 'नाम|पूरा नाम|ग्राहक|ग्राहक का नाम',
  given: 'पहला नाम',
  family: 'उपनाम|कुलनाम',
  company: 'कंपनी|कंपनी का नाम|संस्था|दुकान',
  email: 'ईमेल|ई-मेल',
  phone: 'फ़ोन|फोन|फ़ोन नंबर|फोन नंबर|दूरभाष|संपर्क',
  mobile: 'मोबाइल|मोबाइल नंबर|मोबाइल नं.',
  street: 'पता',
  city: 'शहर|नगर',
  region: 'राज्य',
  postalCode: 'पिन कोड|पिनकोड',
  country: 'देश',
  birthday: 'जन्म तिथि|जन्मतिथि|जन्मदिन',
  notes: 'टिप्पणी|नोट|विवरण',
  money: 'राशि|रकम|बकाया',
}

/** Armenian. */
export const armenian: UsualNames = {
  name: 'Անուն|Անուն ազգանուն|Ամբողջական անուն|Հաճախորդ',
  middle: 'Հայրանուն',
  family: 'Ազգանուն',
  company: 'Ընկերություն|Կազմակերպություն',
  job: 'Պաշտոն',
  email: 'Էլ. փոստ|Էլ. հասցե|Էլփոստ',
  phone: 'Հեռախոս|Հեռախոսահամար',
  mobile: 'Բջջային|Բջջային հեռախոս',
  street: 'Հասցե',
  city: 'Քաղաք',
  region: 'Մարզ',
  country: 'Երկիր',
  birthday: 'Ծննդյան ամսաթիվ|Ծննդյան օր',
  notes: 'Նշումներ|Մեկնաբանություն',
}

/** Georgian. */
export const georgian: UsualNames = {
  name: 'სახელი|სახელი და გვარი|სახელი გვარი|კლიენტი',
  family: 'გვარი',
  company: 'კომპანია|ორგანიზაცია',
  job: 'თანამდებობა',
  email: 'ელ. ფოსტა|ელფოსტა|ელ-ფოსტა',
  phone: 'ტელეფონი|ტელეფონის ნომერი',
  mobile: 'მობილური',
  street: 'მისამართი',
  city: 'ქალაქი',
  country: 'ქვეყანა',
  birthday: 'დაბადების თარიღი|დაბადების დღე',
  notes: 'შენიშვნა|შენიშვნები|კომენტარი',
}
