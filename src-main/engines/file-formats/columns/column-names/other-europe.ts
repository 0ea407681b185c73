import type { UsualNames } from '../usual-words.ts'

/** Turkish. */
export const turkish: UsualNames = {
  name: 'Ad|Adı|İsim|İsmi|Ad Soyad|Adı Soyadı|Ad ve soyad|İsim Soyisim|Tam ad|Yetkili|Yetkili kişi|İlgili kişi|Müşteri|Müşteri adı|Kişi|Cari adı|Cari ünvan|Cari ünvanı|Cari isim',
  middle: 'İkinci ad|Göbek adı',
  family: 'Soyad|Soyadı|Soyisim|Soy ad|Soy isim',
  nickname: 'Takma ad|Lakap|Rumuz',
  company:
    'Şirket|Şirket adı|Firma adı|Kurum|Kuruluş|İşyeri|İş yeri|İşletme|Ünvanı|Firma ünvanı|Kurum adı',
  job: 'Görev|Görevi|Unvan|Ünvan|Pozisyon|Meslek|Mesleği|İş unvanı',
  email:
    'E-posta|E-posta adresi|Eposta|Eposta adresi|Elektronik posta|E-mail adresi|Mail adresi|Posta',
  phone: 'Telefon numarası|Telefon no|Tel no|İletişim|İletişim numarası|Telefonu|İletişim telefonu',
  mobile: 'Cep telefonu|Cep tel|GSM|Gsm no|Cep no|Mobil telefon|Cep numarası|Cep telefon',
  workPhone: 'İş telefonu|Ofis telefonu|Sabit telefon|İş tel|Sabit tel',
  homePhone: 'Ev telefonu|Ev tel',
  fax: 'Faks|Belgegeçer|Faks no|Faks numarası',
  link: 'Web sitesi|İnternet sitesi|Web adresi|Web sayfası|Bağlantı|İnternet adresi',
  street: 'Adres|Adresi|Sokak|Cadde|Açık adres|Posta adresi|Ev adresi|İş adresi|Cadde/sokak',
  extended: 'İlçe|Mahalle|Semt|Posta kutusu|Daire',
  city: 'Şehir|Şehri|İl|Kent|İl/şehir',
  region: 'Bölge|Eyalet',
  postalCode: 'Posta kodu|P.K.|Posta kod',
  country: 'Ülke|Ülkesi',
  birthday: 'Doğum tarihi|Doğum günü|D. tarihi|Doğum',
  tags: 'Etiket|Etiketler|Grup|Gruplar|Kategori|Kategoriler|Müşteri grubu|Sınıf',
  source: 'Kaynak|Kaynağı|Nereden',
  language: 'Dil|Dili',
  notes: 'Not|Notlar|Açıklama|Açıklamalar|Yorum|Yorumlar|Ek bilgi',
  ownId: 'Müşteri no|Müşteri numarası|Müşteri kodu|Üye no|Üye numarası|Cari kodu|Cari kod|Cari no',
  text: 'Departman|Bölüm|Birim|Hitap|TC kimlik no|TCKN|Vergi no|Vergi numarası|Vergi dairesi|Sektör|Temsilci|Referans',
  day: 'Son görüşme|Son iletişim|Kayıt tarihi|Oluşturma tarihi|Sonraki görüşme|Son alışveriş|Üyelik tarihi',
  money: 'Ciro|Tutar|Toplam alışveriş|Toplam harcama|Bütçe|Bakiye|Satış',
  number: 'Yaş|Sipariş sayısı',
  choice: 'Cinsiyet|Durum|Seviye|Müşteri tipi',
}

/** Greek. */
export const greek: UsualNames = {
  name: 'Όνομα|Ονοματεπώνυμο|Πλήρες όνομα|Όνομα και επώνυμο|Υπεύθυνος επικοινωνίας|Επαφή|Πελάτης|Όνομα πελάτη|Υπεύθυνος',
  given: 'Μικρό όνομα|Βαφτιστικό όνομα',
  middle: 'Πατρώνυμο|Μεσαίο όνομα|Όνομα πατρός|Όνομα πατέρα',
  family: 'Επώνυμο|Επίθετο',
  nickname: 'Ψευδώνυμο|Παρατσούκλι|Υποκοριστικό',
  company:
    'Εταιρεία|Εταιρία|Επιχείρηση|Επωνυμία|Οργανισμός|Εργοδότης|Επωνυμία εταιρείας|Όνομα εταιρείας',
  job: 'Θέση|Θέση εργασίας|Επάγγελμα|Τίτλος|Ιδιότητα|Τίτλος εργασίας',
  email:
    'Ηλ. ταχυδρομείο|Ηλεκτρονικό ταχυδρομείο|Ηλεκτρονική διεύθυνση|Διεύθυνση email|Διεύθυνση ηλ. ταχυδρομείου|Ηλ. διεύθυνση|Μέιλ',
  phone: 'Τηλέφωνο|Τηλ.|Αριθμός τηλεφώνου|Τηλέφωνα|Τηλέφωνο επικοινωνίας|Τηλέφωνο 1',
  mobile: 'Κινητό|Κινητό τηλέφωνο|Κιν.|Αριθμός κινητού|Τηλ. κινητό',
  workPhone: 'Σταθερό|Σταθερό τηλέφωνο|Τηλέφωνο εργασίας|Τηλ. εργασίας|Τηλέφωνο γραφείου',
  homePhone: 'Τηλέφωνο οικίας|Τηλέφωνο σπιτιού|Τηλ. οικίας',
  fax: 'Φαξ|Αριθμός φαξ',
  link: 'Ιστοσελίδα|Ιστότοπος|Ιστοχώρος|Σύνδεσμος',
  street: 'Διεύθυνση|Οδός|Οδός και αριθμός|Διεύθυνση κατοικίας|Ταχ. διεύθυνση',
  extended: 'Περιοχή|Δήμος|Όροφος',
  city: 'Πόλη|Τόπος|Πόλις',
  region: 'Νομός|Περιφέρεια',
  postalCode: 'Τ.Κ.|ΤΚ|Ταχυδρομικός κώδικας|Ταχ. κώδικας|Ταχ. κώδ.',
  country: 'Χώρα',
  birthday: 'Ημερομηνία γέννησης|Γενέθλια|Ημ. γέννησης|Ημ/νία γέννησης|Ημ/νία γεν.',
  tags: 'Ετικέτες|Ετικέτα|Κατηγορία|Κατηγορίες|Ομάδα|Ομάδες',
  source: 'Πηγή|Προέλευση',
  language: 'Γλώσσα',
  notes: 'Σημειώσεις|Σημείωση|Σχόλια|Σχόλιο|Παρατηρήσεις|Παρατήρηση|Περιγραφή',
  ownId: 'Κωδικός πελάτη|Αριθμός πελάτη|Κωδ. πελάτη|Αριθμός μέλους',
  text: 'Τμήμα|Προσφώνηση|ΑΦΜ|ΔΟΥ|Πωλητής|Κλάδος|Ονομαστική εορτή|Εορτή',
  day: 'Τελευταία επικοινωνία|Τελευταία επαφή|Ημερομηνία δημιουργίας|Επόμενη επαφή|Τελευταία αγορά|Ημερομηνία εγγραφής',
  money: 'Τζίρος|Ποσό|Σύνολο αγορών|Προϋπολογισμός|Πωλήσεις|Υπόλοιπο',
  number: 'Ηλικία|Αριθμός παραγγελιών',
  choice: 'Φύλο|Κατάσταση|Επίπεδο',
}

/** Hungarian. */
export const hungarian: UsualNames = {
  name: 'Név|Teljes név|Kapcsolattartó|Kapcsolattartó neve|Ügyfél|Ügyfél neve|Vevő|Vevő neve|Partner neve|Kapcsolat',
  given: 'Keresztnév|Utónév',
  middle: 'Középső név|Második keresztnév',
  family: 'Vezetéknév|Családnév|Családi név',
  nickname: 'Becenév',
  company: 'Cég|Cégnév|Vállalat|Szervezet|Munkahely|Munkáltató|Cég neve|Vállalkozás',
  job: 'Beosztás|Munkakör|Foglalkozás|Pozíció|Tisztség',
  email:
    'E-mail cím|Email cím|Elektronikus levelezési cím|Drótposta|E-mail címek|Levelezési e-mail',
  phone: 'Telefonszám|Telefonszámok|Tel. szám|Telefonos elérhetőség',
  mobile: 'Mobiltelefon|Mobilszám|Mobil szám|Mobiltelefonszám',
  workPhone: 'Munkahelyi telefon|Vezetékes telefon|Irodai telefon|Vezetékes',
  homePhone: 'Otthoni telefon|Lakás telefon',
  fax: 'Faxszám',
  link: 'Honlap|Weboldal|Weblap|Webcím|Hivatkozás',
  street: 'Cím|Lakcím|Utca|Utca, házszám|Utca házszám|Postacím|Levelezési cím|Közterület',
  extended: 'Emelet, ajtó|Postafiók|Kerület|Cím 2',
  city: 'Város|Település|Helység|Község',
  region: 'Megye|Régió',
  postalCode: 'Irányítószám|Irsz.|Ir. szám|Ir.szám',
  country: 'Ország',
  birthday:
    'Születési dátum|Születésnap|Születési idő|Szül. dátum|Szül. idő|Születés napja|Született',
  tags: 'Címkék|Címke|Csoport|Csoportok|Kategória|Kategóriák',
  source: 'Forrás|Eredet|Honnan',
  language: 'Nyelv',
  notes: 'Megjegyzés|Megjegyzések|Jegyzet|Jegyzetek|Hozzászólás|Leírás|Egyéb',
  ownId: 'Ügyfélszám|Ügyfélkód|Vevőkód|Vevőszám|Ügyfélazonosító|Tagsági szám|Partnerkód',
  text: 'Osztály|Részleg|Megszólítás|Adószám|Ágazat|Értékesítő|Névnap|Ajánlotta',
  day: 'Utolsó kapcsolat|Utolsó kapcsolatfelvétel|Létrehozva|Létrehozás dátuma|Következő kapcsolat|Ügyfél mióta|Utolsó vásárlás',
  money: 'Forgalom|Árbevétel|Összeg|Költés|Költségvetés',
  number: 'Életkor|Kor|Rendelések száma',
  choice: 'Nem|Neme|Állapot|Szint|Státusz',
}

/** Lithuanian, Latvian and Estonian. */
export const baltic: UsualNames = {
  name: 'Vardas pavardė|Vardas ir pavardė|Vards uzvārds|Vārds uzvārds|Vārds, uzvārds|Nimi|Täisnimi|Ees- ja perekonnanimi|Kontaktisik|Kontaktinis asmuo|Kontaktpersona|Klientas|Klients|Pilnas vardas',
  given: 'Vardas|Vārds|Eesnimi',
  family: 'Pavardė|Uzvārds|Perekonnanimi|Perenimi',
  company:
    'Įmonė|Įmonės pavadinimas|Uzņēmums|Uzņēmuma nosaukums|Ettevõte|Ettevõtte nimi|Asutus|Organizacija|Organizācija',
  job: 'Pareigos|Amats|Amet|Ametikoht|Ametinimetus|Profesija',
  email:
    'El. paštas|El. pašto adresas|E-pasts|E-pasta adrese|E-posti aadress|Meil|Elektroninis paštas|Epasts',
  phone:
    'Telefonas|Telefono numeris|Tel. nr.|Tālrunis|Tālruņa numurs|Telefoninumber|Telefona numurs',
  mobile:
    'Mobilus|Mobilusis|Mobilus telefonas|Mobilusis telefonas|Mobilais|Mobilais tālrunis|Mobiiltelefon|Mobiil|Mobiilinumber|Mob. tel.',
  link: 'Svetainė|Interneto svetainė|Tīmekļa vietne|Mājaslapa|Mājas lapa|Koduleht|Veebileht',
  street: 'Adresas|Gatvė|Adrese|Iela|Aadress|Tänav',
  city: 'Miestas|Pilsēta|Linn|Asula',
  region: 'Rajonas|Apskritis|Novads|Maakond|Regionas',
  postalCode: 'Pašto kodas|Pasta indekss|Postiindeks|Sihtnumber|Indeksas|Indekss',
  country: 'Šalis|Valsts|Riik',
  birthday:
    'Gimimo data|Gimtadienis|Dzimšanas diena|Dzimšanas datums|Sünnipäev|Sünniaeg|Sünnikuupäev',
  tags: 'Žymos|Žymės|Grupė|Birkas|Sildid|Rühm|Kategorija',
  source: 'Šaltinis|Avots|Allikas',
  language: 'Kalba|Valoda|Keel',
  notes:
    'Pastabos|Pastaba|Komentarai|Komentaras|Piezīmes|Piezīme|Komentāri|Komentārs|Märkused|Märkus|Kommentaar|Aprašymas',
  ownId: 'Kliento numeris|Kliento kodas|Klienta numurs|Kliendinumber|Kliendi number',
  text: 'Skyrius|Nodaļa|Osakond',
  choice: 'Lytis|Dzimums|Sugu',
}
