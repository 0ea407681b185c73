// A language coach in Lisbon. Everybody and everything here is invented.
const first =
  'Ana,Tomás,Inês,João,Sofia,Luca,Claire,David,Priya,Jonas,Henrik,Hannah,Farah,Gustav,Marek,Nadia,Olena,Pavel,Yuki,Zsófia,Emre,Maria,Rui,Beatriz,Miguel,Carla,Diogo,Teresa,Nuno,Helena,Paulo,Rita,Elena,Marco,Giulia,Anna,Lukas,Mia,Felix,Laura,Ben,Emma,Oscar,Julia,Max,Sara,Leo,Amélie,Hugo,Chloé,Louis,Camille,Anders,Freya,Lars,Ingrid,Niels,Maeve,Liam,Aoife,Omar,Leila,Samir,Amina,Kofi,Ama,Chinedu,Ngozi,Ravi,Meera,Arjun,Anika,Kenji,Hana,Minh,Linh,Diego,Lucía,Javier,Carmen,Andrés,Valentina,Mateus,Larissa,Piotr,Agnieszka,Tereza,Ondřej,Katarina,Ivan'.split(
    ',',
  )
const last =
  'Ferreira,Oliveira,Prata,Antunes,Rossi,Moretti,Dubois,Okafor,Raman,Weber,Sørensen,Lindqvist,Aziz,Ek,Nowak,Haddad,Kovalenko,Dvořák,Tanaka,Kovács,Yıldız,Silva,Santos,Pereira,Costa,Carvalho,Almeida,Ribeiro,Lopes,Marques,Soares,Bianchi,Romano,Schmidt,Fischer,Wagner,Becker,Hoffmann,Martin,Bernard,Petit,Laurent,Jensen,Hansen,Berg,Larsen,Murphy,O’Brien,Kelly,Walsh,Rahman,Mansour,Mensah,Adeyemi,Patel,Sharma,Iyer,Sato,Nguyen,Tran,García,Martínez,Fernández,Navarro,Souza,Barbosa,Kowalski,Wójcik,Novák,Horvat,Petrov,Lindgren'.split(
    ',',
  )
const firm =
  'Lumen Studio,Kovács Kft.,Weber & Sohn,Rossi Design,Okafor Imports,Nowak Logistik,Dvořák a syn,Ek Ceramics,Porto Legal,Atelier Dubois,Chen & Partner,Northwind Trading,Casa do Largo,Tejo Ventures,Alma Clinic,Harbour Dental,Miradouro Hotels,Verde Architects,Saudade Films,Cork & Co.,Blue Tile Press,Rua Nova Bakery,Monsanto Cycles,Estrela Law,Sintra Gardens,Atlantic Robotics,Fado Records,Cais Coffee,Ferry Software,Belém Optics,Graça Interiors,Oriente Travel,Marvila Brewing,Campo Yoga,Alfama Tours,Restelo School,Baixa Accounting,Duarte Marine'.split(
    ',',
  )

const plain = (text) =>
  text
    .normalize('NFD')
    .replaceAll(/[^a-zA-Z ]/g, '')
    .toLowerCase()
const slug = (text) => plain(text).trim().replaceAll(/\s+/g, '-')

const places = [
  { city: 'Lisbon', country: 'PT', postalCode: '1200-109', prefix: '+351 91', digits: 7 },
  { city: 'Porto', country: 'PT', postalCode: '4000-322', prefix: '+351 93', digits: 7 },
  { city: 'Milan', country: 'IT', postalCode: '20121', prefix: '+39 34', digits: 8 },
  { city: 'Berlin', country: 'DE', postalCode: '10115', prefix: '+49 151', digits: 8 },
  { city: 'Copenhagen', country: 'DK', postalCode: '1050', prefix: '+45 2', digits: 7 },
  { city: 'Paris', country: 'FR', postalCode: '75003', prefix: '+33 6', digits: 8 },
  { city: 'London', country: 'GB', postalCode: 'N1 9GU', prefix: '+44 7700 9', digits: 5 },
  { city: 'Budapest', country: 'HU', postalCode: '1051', prefix: '+36 20', digits: 7 },
  { city: 'Madrid', country: 'ES', postalCode: '28004', prefix: '+34 6', digits: 8 },
]

/** The English sample. */
export const english = {
  business: {
    ownerName: 'Nora Hale',
    businessName: 'Hale Language Coaching',
    country: 'PT',
    currency: 'EUR',
    weekStart: 1,
  },
  tags: {
    regular: 'Regular',
    refers: 'Refers',
    trial: 'Trial',
    past: 'Past course',
    company: 'Company',
    exam: 'Exam',
    team: 'Team',
    kids: 'Parents',
  },
  rhythms: [
    { tag: 'refers', everyDays: 45 },
    { tag: 'past', everyDays: 120 },
  ],
  customField: { name: 'Level', options: ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'] },
  extraTags: ['exam', 'team', 'kids'],
  sources: ['Referral', 'Website', 'Workshop', 'LinkedIn', 'Walk-in', 'Online directory'],
  referral: 'Referral',
  messengers: ['whatsapp', 'telegram', 'signal'],
  jobTitles: [
    'Founder',
    'Owner',
    'Head of People',
    'Office manager',
    'Assistant',
    'Partner',
    'Designer',
    'Project lead',
    'Accountant',
    'Sales manager',
  ],
  places,
  makeName: (random, index) => {
    const given = index < 20 ? first[index] : random.pick(first)
    const family = index < 20 ? last[index] : random.pick(last)
    return { displayName: `${given} ${family}`, given, family }
  },
  makeCompany: (_random, index) => firm[index],
  makeWebsite: (_random, name) => `https://${slug(name)}.example`,
  makeEmail: (random, name, company) => {
    const local = random.chance(0.6) ? `${slug(name.given)}.${slug(name.family)}` : slug(name.given)
    return company
      ? `${local}@${slug(company.name)}.example`
      : `${local}${random.integer(1, 99)}@mail.example`
  },
  makePhone: (random, place) =>
    `${place.prefix}${place.digits === 7 ? ' ' : ''}${Array.from({ length: place.digits }, () => random.integer(0, 9)).join('')}`,
  makeStreet: (random) =>
    `${random.pick(['Rua das Flores', 'Avenida Central', 'Harbour Street', 'Via Roma', 'Lindenallee', 'Rue du Parc'])} ${random.integer(1, 140)}`,
  planned: [
    {
      title: 'Send the revised offer for the team course',
      reason: 'You promised it for Tuesday.',
      inDays: -3,
      priority: 1,
    },
    { title: 'Meeting at his office', reason: 'Bring the level test.', inDays: 0, time: '16:00' },
    { title: 'Ask which day suits the assistant group', inDays: 2 },
    { title: 'Ask for the new invoice address', inDays: -1 },
    { title: 'Agree on dates for spring', reason: 'One lesson left of the ten.', inDays: 0 },
    { title: 'Call after the trial lesson', inDays: 0, time: '10:30' },
    { title: 'Send reading list', reason: 'You offered it in the last call.', inDays: 3 },
    { title: 'Offer the winter block', inDays: 7 },
    {
      title: 'Lesson 6 of 10',
      inDays: 5,
      time: '18:00',
      recurrence: { mode: 'fixed', every: 1, unit: 'week' },
    },
    { title: 'Thank her for the referral', inDays: 10 },
  ],
  steps: [
    { title: 'Ask how the presentation went', reason: 'It was on the mind last time.' },
    { title: 'Send two dates for January', reason: null },
    { title: 'Plan the next block of lessons', reason: 'The current one ends soon.' },
    { title: 'Ask about the exam date', reason: null },
    { title: 'Offer a short refresher', reason: 'The course ended in spring.' },
    { title: 'Call to see how the team is doing', reason: null },
    { title: 'Prepare the level test', reason: null },
    { title: 'Send the invoice', reason: 'Promised after the last lesson.' },
  ],
  notes: [
    'Likes short mails with one question.',
    'Never on Friday afternoons.',
    'Speaks freely, writes with care. Wants to be corrected on paper.',
    'Vegetarian; loves the café near the studio.',
    'Learns for the move to London next summer.',
    'The company pays, invoices go to accounting.',
    'Two children at the international school.',
  ],
  activities: {
    first: [
      'First talk. Wants to speak up in meetings.',
      'Met at the autumn workshop, asked about prices.',
      'Came for a trial lesson; reads well, hesitates when speaking.',
      'Wrote through the website: two hours a week, evenings.',
    ],
    call: [
      'Talked about next month. Will send dates.',
      'Asked whether a colleague may join.',
      'Short call about the invoice; all settled.',
      'Wants to pause over the holidays and go on in January.',
      'Exam moved to spring, so we have more time.',
      'Told me about the new job. More calls in English now.',
    ],
    meeting: [
      'Lesson. Past tenses, much better than last time.',
      'Lesson. Role play of a sales talk.',
      'Lesson at the studio, we practised the presentation.',
      'Coffee after the lesson; may recommend me to a friend.',
      'Level test: one step up since spring.',
      'Lesson. Small talk and numbers.',
    ],
    message: [
      'Confirmed Thursday at six.',
      'Moved the lesson by a day.',
      'Sent the link to the listening exercise.',
      'Asked for homework before the trip.',
      'Sent a photo from the conference: “I spoke for ten minutes.”',
    ],
    note: [
      'Likes examples from architecture.',
      'Daughter starts school in September.',
      'Prefers mornings from now on.',
      'Would be right for the team course.',
    ],
  },
}
