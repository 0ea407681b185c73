// Writes resources/sample/<language>.json: 300 invented people with a believable past.
// Days are counted back from the day the sample is opened, so it never grows old.
// Run it after changing a story: node resources/scripts/make-sample.mjs
import { writeFileSync } from 'node:fs'
import { chinese } from './sample-stories/chinese.mjs'
import { english } from './sample-stories/english.mjs'

const peopleCount = 300
const companyCount = 38

/** The same numbers for the same seed (mulberry32). */
const seeded = (seed) => {
  let state = seed >>> 0
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const integer = (from, to) => from + Math.floor(fraction() * (to - from + 1))
  return {
    fraction,
    integer,
    pick: (list) => list[integer(0, list.length - 1)],
    chance: (p) => fraction() < p,
  }
}

/** How people behave: the gap between contacts, how long ago the last one was, how many there were. */
const habits = [
  {
    weight: 22,
    stage: 'retain',
    gap: [18, 38],
    silence: [0, 0.9],
    contacts: [6, 16],
    tags: ['regular'],
  },
  {
    weight: 8,
    stage: 'grow',
    gap: [20, 40],
    silence: [0, 0.8],
    contacts: [10, 20],
    tags: ['regular', 'refers'],
  },
  {
    weight: 3,
    stage: 'retain',
    gap: [20, 40],
    silence: [1.7, 3],
    contacts: [5, 11],
    tags: ['regular'],
  },
  {
    weight: 20,
    stage: 'convert',
    gap: [6, 14],
    silence: [0.2, 1.2],
    contacts: [1, 4],
    tags: ['trial'],
  },
  { weight: 24, stage: 'attract', gap: [20, 60], silence: [0.5, 3], contacts: [0, 2], tags: [] },
  {
    weight: 20,
    stage: 'retain',
    gap: [60, 100],
    silence: [0.2, 1.1],
    contacts: [3, 6],
    tags: ['past'],
  },
]

/** Whoever comes first is met first on the screens: regulars, with a step planned. */
const pickHabit = (random, index) => {
  if (index < 12) return habits[index % 3 === 1 ? 1 : 0]
  const total = habits.reduce((sum, habit) => sum + habit.weight, 0)
  let at = random.fraction() * total
  return habits.find((habit) => (at -= habit.weight) < 0) ?? habits[0]
}

/** Days back, newest first: a last contact, then gaps that vary by a fifth around the own rhythm. */
const contactDays = (random, habit) => {
  const gap = random.integer(...habit.gap)
  const count = random.integer(...habit.contacts)
  const [least, most] = habit.silence
  let daysAgo = Math.round(gap * (least + random.fraction() * (most - least)))
  return Array.from({ length: count }, () => {
    const day = daysAgo
    daysAgo += Math.max(1, Math.round(gap * (0.8 + random.fraction() * 0.4)))
    return day
  })
}

const timeOfDay = (random) =>
  `${String(random.integer(9, 18)).padStart(2, '0')}:${String(random.integer(0, 11) * 5).padStart(2, '0')}`

const fill = (text, values) => text.replaceAll(/\{(\w+)\}/g, (_, key) => values[key] ?? '')

const activitiesOf = (random, story, person, habit) => {
  const days = contactDays(random, habit)
  const lines = story.activities
  const entries = days.map((daysAgo, index) => {
    const isFirst = index === days.length - 1
    const kind = random.pick(['call', 'meeting', 'meeting', 'message', 'call'])
    const body = isFirst && days.length > 1 ? random.pick(lines.first) : random.pick(lines[kind])
    const talk = kind === 'meeting' ? random.pick([45, 60, 90]) : random.integer(4, 25)
    return {
      kind,
      daysAgo,
      time: timeOfDay(random),
      direction: random.chance(0.6) ? 'out' : 'in',
      ...(kind === 'message' ? {} : { minutes: talk }),
      body: fill(body, person),
    }
  })
  if (days.length > 2 && random.chance(0.5)) {
    const note = {
      kind: 'note',
      daysAgo: days[1],
      time: timeOfDay(random),
      body: random.pick(lines.note),
    }
    entries.push(note)
  }
  return entries.sort((a, b) => a.daysAgo - b.daysAgo)
}

const followUpsOf = (random, story, index, habit) => {
  if (index < story.planned.length) return [story.planned[index]]
  const chance = { grow: 0.5, retain: 0.3, convert: 0.5, attract: 0.1 }[habit.stage]
  if (habit.silence[0] > 1.5 || !random.chance(chance)) return []
  const { title, reason } = random.pick(story.steps)
  return [
    {
      title,
      reason,
      inDays: random.integer(2, 45),
      ...(random.chance(0.25) ? { time: timeOfDay(random) } : {}),
    },
  ]
}

const datesOf = (random, index) => {
  if (!random.chance(0.45)) return []
  const year = random.chance(0.75) ? random.integer(1955, 2001) : null
  // The first few have their birthday within two weeks, so that Today shows some.
  return [
    index < 14
      ? { kind: 'birthday', inDays: index, year }
      : { kind: 'birthday', month: random.integer(1, 12), day: random.integer(1, 28), year },
  ]
}

const makePerson = (random, story, companies, index) => {
  const name = story.makeName(random, index)
  const habit = pickHabit(random, index)
  const company = random.chance(index < 12 ? 0.7 : 0.42)
    ? random.integer(0, companies.length - 1)
    : null
  const place = random.pick(story.places)
  const values = { given: name.given, company: company === null ? '' : companies[company].name }
  const referrer = index > 20 && random.chance(0.12) ? random.integer(0, 20) : null
  return {
    ...name,
    company,
    jobTitle: company === null ? null : random.pick(story.jobTitles),
    stage: habit.stage,
    source: referrer === null ? random.pick(story.sources) : story.referral,
    referredBy: referrer,
    importance: habit.stage === 'grow' ? 3 : random.chance(0.2) ? 2 : null,
    preferredChannel: random.pick(['call', 'email', 'message', 'meeting', null, null]),
    email: random.chance(0.88) ? story.makeEmail(random, name, companies[company]) : null,
    phone: random.chance(0.8) ? story.makePhone(random, place) : null,
    messenger: random.chance(0.35) ? random.pick(story.messengers) : null,
    place,
    street: random.chance(0.3) ? story.makeStreet(random) : null,
    dates: datesOf(random, index),
    tags: [...habit.tags, ...(random.chance(0.25) ? [random.pick(story.extraTags)] : [])],
    level: random.chance(0.5) ? random.pick(story.customField.options) : null,
    notes: random.chance(0.35) ? random.pick(story.notes) : null,
    createdDaysAgo: random.integer(400, 900),
    activities: activitiesOf(random, story, values, habit),
    followUps: followUpsOf(random, story, index, habit),
  }
}

const makeCompanies = (random, story) =>
  Array.from({ length: companyCount }, (_, index) => {
    const name = story.makeCompany(random, index)
    return {
      name,
      website: story.makeWebsite(random, name, index),
      place: random.pick(story.places),
      tags: ['company'],
    }
  })

const makeSample = (story, seed) => {
  const random = seeded(seed)
  const companies = makeCompanies(random, story)
  const people = Array.from({ length: peopleCount }, (_, index) =>
    makePerson(random, story, companies, index),
  )
  const { business, tags, customField, rhythms } = story
  return { business, tags, customField, rhythms, companies, people }
}

const write = (language, story) => {
  const sample = makeSample(story, 20261120)
  writeFileSync(`resources/sample/${language}.json`, `${JSON.stringify(sample)}\n`)
}
write('en', english)
write('zh-CN', chinese)
