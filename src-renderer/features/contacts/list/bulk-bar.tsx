import { Button, Menu, Popover } from '@mantine/core'
import { IconDownload, IconMail, IconRefresh, IconTag, IconTrash, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { FloatingBar } from '#renderer/ui/floating-bar.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { ariaKeys, CommandKeyCap } from '#renderer/ui/key-cap.tsx'
import { MoreMenu } from '#renderer/ui/more-menu.tsx'
import type { TagId } from '#shared/domain/ids.ts'
import { type Stage, stages } from '#shared/domain/stages.ts'
import { TagPicker } from '../tag-picker.tsx'
import classes from './bulk-bar.module.css'

/** Which of the bar's pickers is open. */
export type BulkPicker = 'tag' | 'stage' | null

const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const

const StageMenu = ({
  isOpen,
  onOpen,
  onPick,
}: {
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  onPick: (stage: Stage | null) => void
}) => {
  const { t } = useTranslation(['contacts', 'common'])
  return (
    <Menu opened={isOpen} onChange={onOpen} position="top">
      <Menu.Target>
        <Button
          variant="subtle"
          aria-keyshortcuts={ariaKeys('list.stage')}
          leftSection={<IconRefresh {...icon} />}
          rightSection={<CommandKeyCap command="list.stage" />}
        >
          {t('bulk.stage')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {stages.map((stage) => (
          <Menu.Item key={stage} onClick={() => onPick(stage)}>
            {t(`common:stages.${stage}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => onPick(null)}>{t('stagePicker.none')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** What can be done with the selected; floats above the hint bar. */
export const BulkBar = (props: {
  count: number
  total: number
  /** Everybody who matches is selected. */
  isAll: boolean
  /** More may match than are listed and counted. */
  isOpenEnded: boolean
  picker: BulkPicker
  onPicker: (picker: BulkPicker) => void
  onSelectAll: () => void
  onClear: () => void
  onTag: (name: string) => void
  onUntag: (tag: { id: TagId; name: string }) => void
  onStage: (stage: Stage | null) => void
  onDelete: () => void
  onExport: () => void
  onMail: () => void
}) => {
  const { t } = useTranslation(['contacts', 'exports'])
  const formats = useFormats()
  const tags = useApiQuery('tags.list', {})
  const { count, total, isAll, isOpenEnded, picker, onPicker } = props
  return (
    <FloatingBar
      label={t('bulk.label')}
      said={
        isAll && isOpenEnded ? t('bulk.selectedMatching', { count }) : t('bulk.selected', { count })
      }
    >
      {(isAll ? count < total : count < total || isOpenEnded) && (
        <Button variant="transparent" className={classes.all ?? ''} onClick={props.onSelectAll}>
          {isOpenEnded
            ? t('bulk.selectAllMatching')
            : t('bulk.selectAll', { count: formats.number(total) })}
        </Button>
      )}
      <span className={classes.rule} aria-hidden="true" />
      <Popover
        opened={picker === 'tag'}
        onChange={(open) => onPicker(open ? 'tag' : null)}
        position="top"
        width={260}
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Button
            variant="subtle"
            aria-keyshortcuts={ariaKeys('list.tag')}
            leftSection={<IconTag {...icon} />}
            rightSection={<CommandKeyCap command="list.tag" />}
            onClick={() => onPicker(picker === 'tag' ? null : 'tag')}
          >
            {t('bulk.tag')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown p={8}>
          <TagPicker
            taken={[]}
            onClose={() => onPicker(null)}
            onPick={(name) => {
              onPicker(null)
              props.onTag(name)
            }}
          />
        </Popover.Dropdown>
      </Popover>
      <StageMenu
        isOpen={picker === 'stage'}
        onOpen={(open) => onPicker(open ? 'stage' : null)}
        onPick={props.onStage}
      />
      <Button
        variant="subtle"
        aria-keyshortcuts={ariaKeys('person.write')}
        leftSection={<IconMail {...icon} />}
        rightSection={<CommandKeyCap command="person.write" />}
        onClick={props.onMail}
      >
        {t('bulk.mail')}
      </Button>
      <Button
        variant="subtle"
        aria-keyshortcuts={ariaKeys('list.delete')}
        leftSection={<IconTrash {...icon} />}
        rightSection={<CommandKeyCap command="list.delete" />}
        onClick={props.onDelete}
      >
        {t('bulk.delete')}
      </Button>
      {(tags.data?.tags.length ?? 0) > 0 && (
        <MoreMenu
          label={t('bulk.untag')}
          acts={(tags.data?.tags ?? []).slice(0, 12).map((tag) => ({
            label: t('bulk.untagName', { name: tag.name }),
            onAct: () => props.onUntag({ id: tag.id, name: tag.name }),
          }))}
        />
      )}
      <IconButton icon={IconDownload} label={t('exports:open')} onClick={props.onExport} />
      <IconButton icon={IconX} label={t('bulk.clear')} onClick={props.onClear} />
    </FloatingBar>
  )
}
