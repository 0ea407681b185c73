import {
  IconAlertCircle,
  IconAlertTriangle,
  IconCircleCheck,
  IconInfoCircle,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './inline-alert.module.css'
import { TextButton } from './text-button.tsx'

const icons = {
  warning: IconAlertCircle,
  error: IconAlertTriangle,
  good: IconCircleCheck,
  info: IconInfoCircle,
}

/** What an act in an alert is called and does. */
export interface AlertAct {
  readonly label: string
  readonly onAct: () => void
}

/** A message in the page: what happened, what was kept, what can be done. */
export const InlineAlert = ({
  tone,
  acts = [],
  children,
}: {
  tone: 'warning' | 'error' | 'good' | 'info'
  acts?: readonly AlertAct[]
  children: ReactNode
}) => {
  const Icon = icons[tone]
  return (
    <div className={classes.alert} data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon className={classes.icon} size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.text}>{children}</span>
      {acts.length > 0 && (
        <span className={classes.acts}>
          {acts.map((act) => (
            <TextButton key={act.label} tone="inherit" isStrong onClick={act.onAct}>
              {act.label}
            </TextButton>
          ))}
        </span>
      )}
    </div>
  )
}
