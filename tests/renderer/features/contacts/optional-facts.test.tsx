import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { AddFact, useOptionalFacts } from '#renderer/features/contacts/record/optional-facts.tsx'
import { InlineSelect } from '#renderer/ui/inline-field/inline-select.tsx'
import { InlineText } from '#renderer/ui/inline-field/inline-text.tsx'
import { renderPage } from '#tests/support/render-page.tsx'

const Screen = ({ source }: { source: string | null }) => {
  const [values, setValues] = useState({ source, level: null as string | null })
  const { lines, acts } = useOptionalFacts([
    {
      id: 'source',
      label: 'Source',
      isSet: values.source !== null,
      field: (adding) => (
        <InlineText
          {...adding}
          label="Source"
          value={values.source}
          onSave={async (next) => setValues({ ...values, source: next })}
        />
      ),
    },
    {
      id: 'level',
      label: 'Level',
      isSet: values.level !== null,
      field: (adding) => (
        <InlineSelect<string>
          {...adding}
          label="Level"
          options={[{ value: 'b2', label: 'B2' }]}
          value={values.level}
          onSave={async (next) => setValues({ ...values, level: next })}
        />
      ),
    },
  ])
  return (
    <>
      <AddFact label="Add a fact" acts={acts} />
      {lines}
    </>
  )
}

const open = async (source: string | null = null) => {
  await renderPage(<Screen source={source} />)
  return userEvent.setup()
}
const add = async (user: ReturnType<typeof userEvent.setup>, name: string) => {
  await user.click(screen.getByRole('button', { name: 'Add a fact' }))
  await user.click(await screen.findByRole('menuitem', { name }))
}

test('what is not known takes no line, and is added from the menu', async () => {
  const user = await open()
  expect(screen.queryByText('Source')).toBeNull()
  await add(user, 'Source')
  await user.keyboard('Fair{Enter}')
  expect(await screen.findByText('Fair')).toBeTruthy()
  // One fact is left: the plus adds it at once.
  await user.click(screen.getByRole('button', { name: 'Level' }))
  await user.click(await screen.findByRole('option', { name: 'B2' }))
  expect(await screen.findByText('B2')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^(Add a fact|Level)$/ })).toBeNull()
})

test('a fact that is left without a value goes back to the menu', async () => {
  const user = await open()
  await add(user, 'Source')
  await user.keyboard('Fa{Escape}')
  expect(screen.queryByLabelText('Source')).toBeNull()
  await add(user, 'Source')
  expect(await screen.findByLabelText('Source')).toBeTruthy()
})

test('a fact that is emptied keeps its line', async () => {
  const user = await open('Fair')
  await user.click(screen.getByRole('button', { name: /Fair/ }))
  await user.clear(screen.getByLabelText('Source'))
  await user.keyboard('{Enter}')
  expect(await screen.findByText('empty')).toBeTruthy()
})
