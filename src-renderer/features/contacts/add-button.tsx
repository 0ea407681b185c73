import { ActionIcon, Tooltip } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import classes from './record/facts.module.css'

/** The plus at the head of a section of facts. */
export const AddButton = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Tooltip label={label}>
    <ActionIcon
      variant="subtle"
      size={24}
      className={classes.add ?? ''}
      aria-label={label}
      onClick={onClick}
    >
      <IconPlus size={15} stroke={1.6} aria-hidden="true" />
    </ActionIcon>
  </Tooltip>
)
