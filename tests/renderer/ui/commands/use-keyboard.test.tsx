import { fireEvent, render, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useCommandStore } from '#renderer/ui/commands/command-store.ts'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import { useKeyboard } from '#renderer/ui/commands/use-keyboard.ts'

const handlers = {
  'contacts.new': vi.fn<() => void>(),
  'palette.open': vi.fn<() => void>(),
  'history.undo': vi.fn<() => void>(),
  'go.today': vi.fn<() => void>(),
  'list.open': vi.fn<() => void>(),
  'list.clear': vi.fn<() => void>(),
  'person.later': vi.fn<() => void>(),
}

const Screen = ({ hasDialog = false }: { hasDialog?: boolean }) => {
  useKeyboard()
  useCommands(handlers)
  return (
    <>
      <input aria-label="field" />
      <button type="button" aria-label="control" />
      {hasDialog && <div role="dialog" aria-modal="true" />}
    </>
  )
}

const calledNames = (): readonly string[] =>
  Object.entries(handlers).flatMap(([name, handler]) => handler.mock.calls.map(() => name))

describe('useKeyboard', () => {
  beforeEach(() => {
    vi.clearAllMocks()
    useCommandStore.setState({ layers: [], singleKeys: true })
  })

  it('carries out single letters, modified keys and sequences', () => {
    render(<Screen />)
    fireEvent.keyDown(document.body, { key: 'n' })
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
    fireEvent.keyDown(document.body, { key: 'g' })
    fireEvent.keyDown(document.body, { key: 't' })
    expect(calledNames()).toEqual(['contacts.new', 'palette.open', 'go.today'])
  })

  it('takes the second key of a sequence for the sequence', () => {
    render(<Screen />)
    fireEvent.keyDown(document.body, { key: 'h' })
    fireEvent.keyDown(document.body, { key: 'g' })
    fireEvent.keyDown(document.body, { key: 'Enter' })
    expect(calledNames()).toEqual(['list.open', 'person.later'])
  })

  it('is silent while an input method composes', () => {
    render(<Screen />)
    fireEvent.keyDown(document.body, { key: 'n', isComposing: true })
    fireEvent.keyDown(document.body, { key: 'n', keyCode: 229 })
    expect(calledNames()).toEqual([])
  })

  it('leaves letters and Ctrl+Z to a text field, but opens the palette from it', () => {
    render(<Screen />)
    const field = screen.getByLabelText('field')
    fireEvent.keyDown(field, { key: 'n' })
    fireEvent.keyDown(field, { key: 'z', ctrlKey: true })
    fireEvent.keyDown(field, { key: 'k', ctrlKey: true })
    expect(calledNames()).toEqual(['palette.open'])
  })

  it('leaves Enter to a button that has the focus', () => {
    render(<Screen />)
    fireEvent.keyDown(screen.getByLabelText('control'), { key: 'Enter' })
    expect(calledNames()).toEqual([])
  })

  it('is silent behind a dialog', () => {
    render(<Screen hasDialog />)
    fireEvent.keyDown(document.body, { key: 'n' })
    fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true })
    expect(calledNames()).toEqual([])
  })

  it('is silent in a menu, but not in one that fades away', () => {
    render(
      <>
        <Screen />
        <button type="button" id="opener" aria-expanded="true" />
        <div role="menu" aria-labelledby="opener">
          <button type="button" role="menuitem" aria-label="choice" />
        </div>
      </>,
    )
    fireEvent.keyDown(screen.getByLabelText('choice'), { key: 'k', ctrlKey: true })
    expect(calledNames()).toEqual([])
    document.getElementById('opener')?.setAttribute('aria-expanded', 'false')
    fireEvent.keyDown(screen.getByLabelText('choice'), { key: 'k', ctrlKey: true })
    expect(calledNames()).toEqual(['palette.open'])
    // The menu that Esc shuts is shut by the time the window hears of the key.
    fireEvent.keyDown(screen.getByLabelText('choice'), { key: 'Escape' })
    expect(calledNames()).toEqual(['palette.open'])
  })

  it('keeps only the modified keys when single letters are switched off', () => {
    useCommandStore.setState({ singleKeys: false })
    render(<Screen />)
    fireEvent.keyDown(document.body, { key: 'n' })
    fireEvent.keyDown(document.body, { key: 'g' })
    fireEvent.keyDown(document.body, { key: 't' })
    fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true })
    expect(calledNames()).toEqual(['history.undo'])
  })

  it('forgets the commands of a screen that is gone', () => {
    const { unmount } = render(<Screen />)
    unmount()
    expect(useCommandStore.getState().layers).toEqual([])
  })
})
