import { Autocomplete, type AutocompleteProps } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { asFound } from './as-found.ts'

interface SuggestedInputProps
  extends Pick<
    AutocompleteProps,
    'aria-label' | 'autoFocus' | 'placeholder' | 'value' | 'onBlur' | 'onFocus' | 'onKeyDown'
  > {
  readonly className: string | undefined
  /** Shown as they stand: whoever found them knows why. */
  readonly suggestions: readonly string[]
  readonly onChange: (text: string) => void
}

/** A line of text with values to choose from; what is typed may be another one. */
export const SuggestedInput = ({ className = '', suggestions, ...props }: SuggestedInputProps) => (
  <Autocomplete
    {...props}
    variant="unstyled"
    classNames={{ input: className }}
    data={[...suggestions]}
    filter={asFound}
  />
)

/** Whether a key takes the suggestion that is marked, and so means nothing else. */
export const takesSuggestion = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && event.currentTarget.hasAttribute('aria-activedescendant')
