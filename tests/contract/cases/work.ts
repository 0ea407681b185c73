import type { TagId } from '#shared/domain/ids.ts'
import { type CaseApp, nobody, type SliceCases } from '../case.ts'

const doneFollowUp = async (app: CaseApp) => {
  const id = await app.followUp()
  await app.call('followUps.complete', { id })
  return id
}

/** The timeline. */
export const activityCases: SliceCases<'activities'> = {
  'activities.list': {
    success: async (app) => {
      const contactId = await app.person()
      await app.call('activities.log', { contactId, kind: 'note', body: 'Likes short mails' })
      return { contactId, search: 'short', limit: 5 }
    },
    failures: { 'bad-cursor': async (app) => ({ contactId: await app.person(), after: '?' }) },
  },
  'activities.mail': {
    success: async (app) => ({ id: await app.receivedMail() }),
    failures: { 'not-found': async (app) => ({ id: await app.activity() }) },
  },
  'activities.preview': {
    success: () => ({ text: 'Asked for a winter course. Call again next Tuesday 3pm' }),
    failures: {},
  },
  'activities.log': {
    success: async (app) => ({
      contactId: await app.person(),
      kind: 'call',
      body: 'Asked for a winter course',
      nextStep: { title: 'Call again', dueDay: app.day('2026-11-24') },
    }),
    failures: { 'not-found': () => ({ contactId: nobody, kind: 'note' }) },
  },
  'activities.update': {
    success: async (app) => ({ id: await app.activity(), body: null, durationMinutes: 12 }),
    failures: {
      'not-found': () => ({ id: nobody, kind: 'call' }),
      'changed-elsewhere': async (app) => ({
        id: await app.activity(),
        body: 'Good bye',
        basedOn: { text: 'Hi', otherwise: 'ask' },
      }),
    },
  },
  'activities.delete': {
    success: async (app) => ({ id: await app.activity() }),
    failures: { 'not-found': () => ({ id: nobody }) },
  },
}

/** Next steps. */
export const followUpCases: SliceCases<'followUps'> = {
  'followUps.list': { success: () => ({ status: 'open' }), failures: {} },
  'followUps.create': {
    success: async (app) => ({
      contactId: await app.person(),
      title: 'Lesson',
      dueDay: app.day('2026-11-30'),
      dueTime: '18:00' as never,
      recurrence: { mode: 'fixed', every: 1, unit: 'week' },
    }),
    failures: {
      'not-found': (app) => ({ contactId: nobody, title: 'Call', dueDay: app.day('2026-11-30') }),
    },
  },
  'followUps.update': {
    success: async (app) => ({ id: await app.followUp(), title: 'Write', dueTime: null }),
    failures: {
      'not-found': () => ({ id: nobody, title: 'Write' }),
      'not-open': async (app) => ({ id: await doneFollowUp(app), title: 'Write' }),
    },
  },
  'followUps.snooze': {
    success: async (app) => ({ id: await app.followUp(), dueDay: app.day('2026-12-01') }),
    failures: {
      'not-found': (app) => ({ id: nobody, dueDay: app.day('2026-12-01') }),
      'not-open': async (app) => ({ id: await doneFollowUp(app), dueDay: app.day('2026-12-01') }),
    },
  },
  'followUps.complete': {
    success: async (app) => ({
      id: await app.followUp(),
      outcome: 'Agreed',
      log: { kind: 'call', body: 'Six people from January' },
      nextStep: { title: 'Send the offer', dueDay: app.day('2026-11-27') },
    }),
    failures: {
      'not-found': () => ({ id: nobody }),
      'not-open': async (app) => ({ id: await doneFollowUp(app) }),
    },
  },
  'followUps.skip': {
    success: async (app) => ({ id: await app.followUp() }),
    failures: {
      'not-found': () => ({ id: nobody }),
      'not-open': async (app) => ({ id: await doneFollowUp(app) }),
    },
  },
  'followUps.delete': {
    success: async (app) => ({ id: await app.followUp() }),
    failures: { 'not-found': () => ({ id: nobody }) },
  },
}

/** Rhythms. */
export const rhythmCases: SliceCases<'rhythms'> = {
  'rhythms.list': {
    success: async (app) => {
      await app.call('rhythms.set', { target: { importance: 3 }, everyDays: 30 })
      return {}
    },
    failures: {},
  },
  'rhythms.set': {
    success: async (app) => ({ target: { contactId: await app.person() }, everyDays: 14 }),
    failures: {
      // An id that no tag has.
      'not-found': () => ({ target: { tagId: nobody as number as TagId }, everyDays: 14 }),
    },
  },
}

/** Today. */
export const todayCases: SliceCases<'today'> = {
  'today.get': {
    success: async (app) => {
      const contactId = await app.person()
      const dueDay = app.day('2026-11-17')
      await app.call('followUps.create', { contactId, title: 'Send the offer', dueDay })
      const date = { kind: 'birthday', year: 1986, month: 11, day: 26 } as const
      await app.call('contacts.addImportantDate', { contactId, date })
      return {}
    },
    failures: {},
  },
  'today.count': { success: () => ({}), failures: {} },
}

/** Search. */
export const searchCases: SliceCases<'search'> = {
  'search.everywhere': {
    success: async (app) => {
      const contactId = await app.person('张珊')
      await app.call('activities.log', { contactId, kind: 'note', body: 'the fair in Zsámbék' })
      return { text: 'zs' }
    },
    failures: {},
  },
  'search.recent': {
    success: async (app) => {
      await app.person()
      return { limit: 5 }
    },
    failures: {},
  },
}
