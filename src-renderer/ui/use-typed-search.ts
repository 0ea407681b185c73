import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'

/** So long a search waits for the next letter before it is asked. */
export const typingRestMs = 150

/** What stands in a search field, and what to look for: it follows once the typing rests. */
export const useTypedSearch = () => {
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), typingRestMs)
  return { typed, setTyped, search }
}
