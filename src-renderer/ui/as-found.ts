import type { OptionsFilter } from '@mantine/core'

/** Hides nothing of what is offered: whoever found it knows why it fits, by pinyin for example. */
export const asFound: OptionsFilter = ({ options }) => options
