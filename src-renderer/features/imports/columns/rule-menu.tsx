import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Rule, Target } from '../import-types.ts'
import classes from './columns-step.module.css'
import { ruleOf, rulesOf } from './target-rules.ts'

/** What a column does to somebody who has such a fact already. */
export const RuleMenu = ({
  name,
  target,
  onChange,
}: {
  name: string
  target: Target
  onChange: (rule: Rule) => void
}) => {
  const { t } = useTranslation('imports')
  const rules = rulesOf(target.field)
  const rule = ruleOf(target)
  if (rule === null) return null
  if (rules.length === 1) return <span className="kith-quiet">{t(`rule.${rule}`)}</span>
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button
          type="button"
          className={classes.rule}
          aria-label={t('rule.of', { name, rule: t(`rule.${rule}`) })}
        >
          {t(`rule.${rule}`)}
          <IconChevronDown size={14} stroke={1.6} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {rules.map((one) => (
          <Menu.RadioItem
            key={one}
            value={one}
            checked={one === rule}
            closeMenuOnClick
            checkIcon={<IconCheck size={14} stroke={1.8} aria-hidden="true" />}
            onChange={() => onChange(one)}
          >
            {t(`rule.${one}`)}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
