import { ActionIcon, Menu, Popover, Tooltip } from '@mantine/core'
import { IconArrowsExchange, IconBan, IconPlus, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { StageChip, StatusChip, TagChip } from '#renderer/ui/chip.tsx'
import { MoreMenu } from '#renderer/ui/more-menu.tsx'
import { PersonName } from '#renderer/ui/person-name.tsx'
import { TextLink } from '#renderer/ui/text-button.tsx'
import { type Stage, stages } from '#shared/domain/stages.ts'
import type { ContactRecord } from '../contact-types.ts'
import { useBulkActs } from '../list/use-bulk-acts.ts'
import { TagPicker } from '../tag-picker.tsx'
import { useSayDone } from '../use-say-done.ts'
import { Channels } from './channels.tsx'
import classes from './record.module.css'

const icon = { size: 15, stroke: 1.6, 'aria-hidden': true } as const

const StageMenu = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation(['contacts', 'common'])
  const acts = useBulkActs()
  const set = (stage: Stage | null): void => void acts.setStage({ ids: [record.id] }, stage)
  const { stage } = record
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button
          type="button"
          className={classes.chipButton}
          aria-label={
            stage === null
              ? t('record.setStage')
              : t('record.changeStage', { stage: t(`common:stages.${stage}`) })
          }
        >
          {stage === null ? (
            <StatusChip tone="outline">{t('record.setStage')}</StatusChip>
          ) : (
            <StageChip stage={stage} />
          )}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {stages.map((one) => (
          <Menu.Item key={one} onClick={() => set(one)}>
            {t(`common:stages.${one}`)}
          </Menu.Item>
        ))}
        {stage !== null && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => set(null)}>{t('stagePicker.none')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

const Tags = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation(['contacts', 'common'])
  const navigate = useNavigate()
  const acts = useBulkActs()
  const [isOpen, setOpen] = useState(false)
  const selection = { ids: [record.id] }
  return (
    <>
      {record.tags.map((tag) => (
        <Menu key={tag.id} position="bottom-start">
          <Menu.Target>
            <button type="button" className={classes.chipButton} aria-label={t('record.tag', tag)}>
              <TagChip name={tag.name} />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              onClick={() =>
                void navigate({ to: '/contacts', search: { filter: { tagIds: [tag.id] } } })
              }
            >
              {t('record.everybodyWith', tag)}
            </Menu.Item>
            <Menu.Item onClick={() => void acts.removeTag(selection, tag)}>
              {t('common:remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ))}
      <Popover
        opened={isOpen}
        onChange={setOpen}
        position="bottom-start"
        width={260}
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Tooltip label={t('record.addTag')}>
            <ActionIcon
              variant="subtle"
              size={24}
              aria-label={t('record.addTag')}
              onClick={() => setOpen((now) => !now)}
            >
              <IconPlus {...icon} />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown p={8}>
          <TagPicker
            taken={record.tags.map((tag) => tag.name)}
            onClose={() => setOpen(false)}
            onPick={(name) => {
              setOpen(false)
              void acts.addTag(selection, name)
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </>
  )
}

const Role = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation('contacts')
  const city = record.addresses.find((address) => address.city !== null)?.city
  const { company, jobTitle } = record
  if (jobTitle === null && company === null && city === undefined) return null
  return (
    <p className={classes.role}>
      {jobTitle}
      {jobTitle !== null && company !== null && t('record.comma')}
      {company !== null && (
        <TextLink
          tone="inherit"
          to="/contacts/$contactId"
          params={{ contactId: String(company.id) }}
        >
          {company.name}
        </TextLink>
      )}
      {city !== undefined && (jobTitle !== null || company !== null) && ' · '}
      {city}
    </p>
  )
}

/** Who it is, where they stand, and the ways to reach them. */
export const RecordHead = ({ record }: { record: ContactRecord }) => {
  const { t } = useTranslation(['contacts', 'common'])
  const navigate = useNavigate()
  const say = useSayDone()
  const acts = useBulkActs()
  const isCompany = record.kind === 'company'
  const update = async (patch: { kind?: 'person' | 'company'; doNotContact?: boolean }) => {
    const result = await attempt('contacts.update', { id: record.id, ...patch })
    if (!result.ok) say.failed(result.error.code)
  }
  const remove = async (): Promise<void> => {
    await acts.delete({ ids: [record.id] }, record.displayName)
    await navigate({ to: '/contacts' })
  }
  return (
    <header className={classes.head}>
      <Avatar name={record.displayName} company={isCompany} size={52} />
      <div className={classes.who}>
        <div className={classes.nameLine}>
          <h1 className={`kith-heading ${classes.name}`}>
            <PersonName {...record} />
          </h1>
          <StageMenu record={record} />
          <Tags record={record} />
          {record.doNotContact && <StatusChip tone="warning">{t('grid.doNotContact')}</StatusChip>}
        </div>
        <Role record={record} />
      </div>
      <div className={classes.acts}>
        <Channels contactId={record.id} points={record.points} look="buttons" />
        <MoreMenu
          bordered
          label={t('record.moreActs')}
          acts={[
            {
              label: record.doNotContact ? t('record.mayContact') : t('record.doNotContact'),
              icon: <IconBan {...icon} />,
              onAct: () => void update({ doNotContact: !record.doNotContact }),
            },
            {
              label: isCompany ? t('record.toPerson') : t('record.toCompany'),
              icon: <IconArrowsExchange {...icon} />,
              onAct: () => void update({ kind: isCompany ? 'person' : 'company' }),
            },
            {
              label: t('record.delete'),
              icon: <IconTrash {...icon} />,
              isDeletion: true,
              onAct: () => void remove(),
            },
          ]}
        />
      </div>
    </header>
  )
}
