import { IconChevronDown } from '@tabler/icons-react'

/** The small arrow in a field that opens a list. */
export const selectChevron = (
  <IconChevronDown size={15} stroke={1.6} color="var(--mantine-color-dimmed)" aria-hidden="true" />
)
