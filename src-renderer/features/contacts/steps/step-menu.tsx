import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { TextButton } from '#renderer/ui/text-button.tsx'
import type { ContactRecord } from '../contact-types.ts'

type Step = ContactRecord['nextSteps'][number]

/** All that is planned with somebody: to choose the step that the bar is about. */
export const StepMenu = ({
  steps,
  shown,
  dueWords,
  onShow,
}: {
  steps: readonly Step[]
  shown: Step
  dueWords: (step: Step) => string
  onShow: (step: Step) => void
}) => {
  const { t } = useTranslation('follow-ups')
  return (
    <Menu position="bottom-start" width={360}>
      <Menu.Target>
        <TextButton isSmall style={{ flex: 'none' }}>
          {t('steps', { count: steps.length })}
          <IconChevronDown size={14} stroke={1.6} aria-hidden="true" />
        </TextButton>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {steps.map((step) => (
          <Menu.Item
            key={step.id}
            aria-current={step.id === shown.id || undefined}
            rightSection={
              step.id === shown.id && <IconCheck size={15} stroke={1.8} aria-hidden="true" />
            }
            onClick={() => onShow(step)}
          >
            {step.title} <span className="kith-quiet">{dueWords(step)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
