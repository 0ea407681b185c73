import { expect, test } from 'vitest'
import { emptyContact, newContactInput } from '#renderer/features/contacts/new-contact-input.ts'
import { contacts } from '#shared/contract/contacts.ts'

test('leaves out what is blank', () => {
  const input = newContactInput({ ...emptyContact, name: ' Ana ', email: ' ana@x.com ' })
  expect(input).toEqual({
    kind: 'person',
    displayName: 'Ana',
    points: [{ kind: 'email', raw: 'ana@x.com' }],
  })
  expect(contacts.create.input.safeParse(input).success).toBe(true)
})

test('a company has neither company nor role', () => {
  const input = newContactInput({
    ...emptyContact,
    kind: 'company',
    name: 'Lumen',
    company: 'Other',
    jobTitle: 'Owner',
    stage: 'grow',
    tags: ['Team'],
  })
  expect(input).toEqual({
    kind: 'company',
    displayName: 'Lumen',
    stage: 'grow',
    tags: ['Team'],
    points: [],
  })
})
