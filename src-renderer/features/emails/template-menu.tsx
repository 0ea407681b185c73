import { Button, Menu } from '@mantine/core'
import { IconTemplate } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import type { Template } from './mail-types.ts'
import { sortTemplates } from './sort-templates.ts'

/** Texts to begin with: the owner's own first, then those of the language on screen. */
export const TemplateMenu = ({
  onPick,
  onKeep,
}: {
  onPick: (template: Template) => void
  /** Keeps what is written as a template of the owner's. */
  onKeep: () => void
}) => {
  const { t } = useTranslation('emails')
  const language = useViewLocale((locale) => locale.language)
  const answer = useApiQuery('templates.list', {})
  const { own, shipped } = sortTemplates(answer.data?.templates ?? [], language)
  const line = (template: Template) => (
    <Menu.Item
      key={`${template.id} ${template.starter} ${template.language}`}
      onClick={() => onPick(template)}
    >
      {template.name}
    </Menu.Item>
  )
  return (
    <Menu position="top-start" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          leftSection={<IconTemplate size={16} stroke={1.6} aria-hidden="true" />}
        >
          {t('toolbar.template')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {own.length > 0 && <Menu.Label>{t('template.own')}</Menu.Label>}
        {own.map(line)}
        <Menu.Label>{t('template.shipped')}</Menu.Label>
        {shipped.map(line)}
        <Menu.Divider />
        <Menu.Item onClick={onKeep}>{t('template.keep')}</Menu.Item>
        <Menu.Item component={Link} to="/outbox/templates">
          {t('template.manage')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
