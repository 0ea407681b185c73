import type { UsualNames } from '../usual-words.ts'

/** Polish. */
export const polish: UsualNames = {
  name: 'Imię i nazwisko|Nazwisko i imię|Nazwa|Osoba kontaktowa|Klient|Nazwa klienta|Kontakt|Pełna nazwa|Imię, nazwisko',
  given: 'Imię|Pierwsze imię|Imiona',
  middle: 'Drugie imię',
  family: 'Nazwisko',
  nickname: 'Pseudonim|Ksywka|Przydomek',
  company: 'Nazwa firmy|Przedsiębiorstwo|Organizacja|Pracodawca|Miejsce pracy|Instytucja',
  job: 'Stanowisko|Zawód|Funkcja|Rola',
  email:
    'Adres e-mail|Adres email|Poczta|Adres poczty|Poczta elektroniczna|Adres poczty elektronicznej|Mejl',
  phone: 'Numer telefonu|Nr telefonu|Nr tel.|Telefon kontaktowy|Numer tel.|Telefony',
  mobile: 'Komórka|Telefon komórkowy|Tel. kom.|Numer komórkowy|Tel. komórkowy|Nr komórki|Kom.',
  workPhone:
    'Telefon służbowy|Tel. służbowy|Telefon stacjonarny|Telefon firmowy|Telefon do pracy|Tel. stacjonarny',
  homePhone: 'Telefon domowy|Telefon prywatny|Tel. domowy',
  fax: 'Faks|Numer faksu|Nr faksu',
  link: 'Strona www|WWW|Strona internetowa|Strona|Witryna|Adres www|Strona web',
  street:
    'Adres|Ulica|Ulica i numer|Ulica i nr|Adres zamieszkania|Adres korespondencyjny|Adres pocztowy',
  extended: 'Nr mieszkania|Nr lokalu|Gmina|Skrytka pocztowa',
  city: 'Miasto|Miejscowość|Poczta miasto',
  region: 'Województwo',
  postalCode: 'Kod pocztowy',
  country: 'Kraj|Państwo',
  birthday: 'Data urodzenia|Urodziny|Data ur.|Ur.|Urodzony',
  tags: 'Tagi|Etykiety|Etykieta|Grupa|Grupy|Kategoria|Kategorie|Segment',
  source: 'Źródło|Źródło kontaktu|Pochodzenie|Skąd',
  language: 'Język',
  notes: 'Notatki|Notatka|Uwagi|Komentarz|Komentarze|Opis|Dodatkowe informacje|Adnotacje',
  ownId: 'Numer klienta|Nr klienta|Kod klienta|ID klienta|Nr członkowski',
  text: 'Dział|Zwrot grzecznościowy|Tytuł|NIP|REGON|PESEL|Opiekun|Opiekun klienta|Handlowiec|Branża|Polecony przez',
  day: 'Ostatni kontakt|Data ostatniego kontaktu|Następny kontakt|Data utworzenia|Data dodania|Klient od|Data zakupu|Ostatni zakup',
  money: 'Obrót|Przychód|Kwota|Wartość|Wartość zakupów|Sprzedaż|Budżet',
  number: 'Wiek|Liczba zamówień',
  choice: 'Płeć|Typ klienta|Poziom',
}

/** Czech, and Slovak where it differs. */
export const czechSlovak: UsualNames = {
  name: 'Jméno|Meno|Jméno a příjmení|Příjmení a jméno|Celé jméno|Meno a priezvisko|Celé meno|Kontaktní osoba|Kontaktná osoba|Zákazník|Název|Názov|Jméno kontaktu|Zástupce|Zástupca|Jednatel|Odpovědná osoba|Jméno zákazníka',
  given: 'Křestní jméno|Krstné meno',
  middle: 'Prostřední jméno|Druhé jméno|Stredné meno',
  family: 'Příjmení|Priezvisko',
  nickname: 'Přezdívka|Prezývka',
  company:
    'Společnost|Název firmy|Název společnosti|Spoločnosť|Názov firmy|Názov spoločnosti|Organizace|Organizácia|Zaměstnavatel|Zamestnávateľ|Podnik',
  job: 'Pozice|Pozícia|Pracovní pozice|Pracovná pozícia|Funkce|Funkcia|Povolání|Povolanie|Profese',
  email: 'E-mailová adresa|Emailová adresa|E-mailové adresy|Elektronická pošta',
  phone:
    'Telefonní číslo|Telefónne číslo|Telefón|Číslo telefonu|Tel. číslo|Tel. č.|Telefonní čísla',
  mobile: 'Mobilní telefon|Mobilný telefón|Mobilní číslo|Mobilné číslo|Mobilní|Mobilný',
  workPhone: 'Telefon do práce|Pracovní telefon|Pevná linka|Firemní telefon|Pracovný telefón',
  homePhone: 'Telefon domů|Domácí telefon|Soukromý telefon',
  link: 'Webové stránky|Web. stránky|Webová stránka|Stránky|Internetová stránka|Webstránka|Odkaz',
  street:
    'Adresa|Ulice|Ulica|Ulice a číslo|Ulica a číslo|Poštovní adresa|Bydliště|Ulice a č.p.|Ulice, č.p.|Bydlisko',
  extended: 'Číslo popisné|P.O. box|Část obce|Adresa 2',
  city: 'Město|Mesto|Obec',
  region: 'Okres',
  postalCode: 'PSČ|Poštovní směrovací číslo|Poštové smerovacie číslo',
  country: 'Země|Stát|Krajina|Štát',
  birthday:
    'Datum narození|Dátum narodenia|Narozeniny|Narodeniny|Dat. nar.|Narozen|Nar.|Datum nar.',
  tags: 'Štítky|Štítek|Štítok|Skupina|Skupiny|Kategória|Značky',
  source: 'Zdroj|Původ|Pôvod|Odkud',
  language: 'Jazyk',
  notes:
    'Poznámka|Poznámky|Pozn.|Komentář|Komentáře|Komentár|Popis|Další informace|Ďalšie informácie',
  ownId:
    'Číslo zákazníka|Zákaznické číslo|Zákaznícke číslo|ID zákazníka|Kód zákazníka|Členské číslo',
  text: 'Oddělení|Oddelenie|Oslovení|Oslovenie|Titul|IČO|IČ|DIČ|Obchodník|Obor|Odvětví|Doporučil',
  day: 'Poslední kontakt|Posledný kontakt|Další kontakt|Ďalší kontakt|Vytvořeno|Vytvorené|Zákazník od|Datum nákupu|Poslední nákup',
  money: 'Obrat|Tržby|Částka|Suma|Útrata|Rozpočet',
  number: 'Věk|Vek|Počet objednávek|Počet objednávok',
  choice: 'Pohlaví|Pohlavie|Stav|Typ zákazníka|Úroveň',
}

/** Croatian, Serbian in Latin letters, Bosnian and Slovenian. */
export const southSlavic: UsualNames = {
  name: 'Ime|Ime i prezime|Prezime i ime|Puno ime|Ime in priimek|Priimek in ime|Kontakt osoba|Kontaktna osoba|Klijent|Kupac|Stranka|Naziv',
  middle: 'Srednje ime',
  family: 'Prezime|Priimek',
  nickname: 'Nadimak|Vzdevek',
  company:
    'Tvrtka|Naziv tvrtke|Naziv firme|Poduzeće|Preduzeće|Kompanija|Podjetje|Naziv podjetja|Organizacija|Poslodavac',
  job: 'Radno mjesto|Radno mesto|Pozicija|Zanimanje|Delovno mesto|Položaj',
  email:
    'E-pošta|E-mail adresa|Adresa e-pošte|Elektronska pošta|E-poštni naslov|Elektronička pošta|Epošta',
  phone: 'Broj telefona|Telefonski broj|Telefonska številka|Broj tel.|Br. telefona',
  mobile:
    'Mobitel|Mobilni telefon|Mobilni|Broj mobitela|GSM|Mobilna številka|Mob.|Mobilni broj|Prenosni telefon',
  workPhone: 'Telefon posao|Službeni telefon|Fiksni telefon|Službeni tel.',
  homePhone: 'Kućni telefon|Domaći telefon',
  fax: 'Faks',
  link: 'Web stranica|Web-stranica|Veb-sajt|Spletna stran|Internetska stranica|Poveznica|Web mjesto',
  street: 'Adresa|Ulica|Ulica i broj|Ulica in številka|Naslov|Kućna adresa',
  city: 'Grad|Mjesto|Mesto|Naselje|Općina|Opština|Občina',
  region: 'Županija|Regija|Okrug',
  postalCode: 'Poštanski broj|Poštna številka|Pošt. broj|PTT',
  country: 'Država|Zemlja',
  birthday: 'Datum rođenja|Rođendan|Datum rojstva|Rojstni dan|Dat. rođenja',
  tags: 'Oznake|Oznaka|Grupa|Grupe|Kategorija|Kategorije|Skupine|Oznake stranke',
  source: 'Izvor|Vir|Porijeklo',
  language: 'Jezik',
  notes:
    'Napomena|Napomene|Bilješke|Bilješka|Beleške|Beleška|Komentar|Komentari|Opombe|Opomba|Zabeležke|Opis',
  ownId: 'Broj kupca|Šifra kupca|Šifra stranke|ID kupca|Broj klijenta',
  text: 'Odjel|Odeljenje|Oddelek|OIB|PIB|Titula|Djelatnost|Oslovljavanje',
  day: 'Zadnji kontakt|Posljednji kontakt|Poslednji kontakt|Datum kreiranja|Sljedeći kontakt|Sledeći kontakt|Naslednji kontakt|Datum kupnje|Zadnja kupovina',
  money: 'Promet|Iznos|Znesek|Proračun|Prihod',
  number: 'Starost|Godine|Broj narudžbi',
  choice: 'Spol|Pol|Razina|Nivo',
}
