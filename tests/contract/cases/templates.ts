import type { Input } from '#shared/contract/index.ts'
import type { TemplateId } from '#shared/domain/ids.ts'
import { type CaseApp, nobody, type SliceCases } from '../case.ts'

const fields: Input<'templates.create'> = {
  name: 'After the visit',
  language: 'en',
  subject: 'It was good to see you, {{ contact.given_name }}',
  body: '<p>Hello</p>',
}
const broken = '{{ contact.given_name'
/** An id no template has. */
const noTemplate = nobody as number as TemplateId

const template = async (app: CaseApp): Promise<TemplateId> =>
  (await app.call('templates.create', fields)).id

/** Texts to begin a mail with. */
export const templateCases: SliceCases<'templates'> = {
  'templates.list': {
    success: async (app) => {
      await template(app)
      return {}
    },
    failures: {},
  },
  'templates.create': {
    success: () => fields,
    failures: { 'bad-template': () => ({ ...fields, subject: broken }) },
  },
  'templates.update': {
    success: async (app) => ({ id: await template(app), name: 'After the call' }),
    failures: {
      'not-found': () => ({ id: noTemplate, name: 'After the call' }),
      'bad-template': async (app) => ({ id: await template(app), body: broken }),
    },
  },
  'templates.delete': {
    success: async (app) => ({ id: await template(app) }),
    failures: { 'not-found': () => ({ id: noTemplate }) },
  },
}
