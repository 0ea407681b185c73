import { ActionIcon, Button, Tooltip } from '@mantine/core'
import {
  type Icon,
  IconBrandTelegram,
  IconBrandWechat,
  IconBrandWhatsapp,
  IconMail,
  IconMessageCircle,
  IconPhone,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import { ariaKeys, CommandKeyCap } from '#renderer/ui/key-cap.tsx'
import { linkService, messengerService } from '#shared/contract/contact-parts.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { ContactPoint } from './contact-types.ts'
import { addressOf, bestPoint } from './reach.ts'

const messengerIcons: Readonly<Record<string, Icon>> = {
  whatsapp: IconBrandWhatsapp,
  wechat: IconBrandWechat,
  telegram: IconBrandTelegram,
}

const services = [...messengerService.options, ...linkService.options]

/** A service the words know; `other` for any other. */
export const knownService = (service: string | null): (typeof services)[number] =>
  services.find((one) => one === service) ?? 'other'

interface Channel {
  readonly id: 'call' | 'write' | 'messenger'
  readonly icon: Icon
  readonly label: string
  readonly address: string | null
  readonly value: string
}

const useChannels = (contactId: ContactId, points: readonly ContactPoint[]): readonly Channel[] => {
  const { t } = useTranslation('contacts')
  const phone = bestPoint(points, 'phone')
  const email = bestPoint(points, 'email')
  const messenger = bestPoint(points, 'messenger')
  return [
    ...(phone === undefined
      ? []
      : [
          {
            id: 'call' as const,
            icon: IconPhone,
            label: t('record.call'),
            address: addressOf(phone),
            value: phone.formatted ?? phone.raw,
          },
        ]),
    ...(email === undefined
      ? []
      : [
          {
            id: 'write' as const,
            icon: IconMail,
            label: t('record.write'),
            // Kith's own composer; it also hands mail to another program.
            address: `#/outbox/write?contact=${contactId}`,
            value: email.raw,
          },
        ]),
    ...(messenger === undefined
      ? []
      : [
          {
            id: 'messenger' as const,
            icon: messengerIcons[messenger.service ?? ''] ?? IconMessageCircle,
            label: t(`service.${knownService(messenger.service)}`),
            address: addressOf(messenger),
            value: messenger.raw,
          },
        ]),
  ]
}

const open = (address: string | null): void => {
  if (address === null) return
  if (address.startsWith('https:')) globalThis.open(address, '_blank', 'noopener,noreferrer')
  else globalThis.location.assign(address)
}

const commandOf = { call: 'person.call', write: 'person.write' } as const

/** Call, write, messenger: as buttons with keys (record) or as icons (peek). */
export const Channels = ({
  contactId,
  points,
  look,
}: {
  contactId: ContactId
  points: readonly ContactPoint[]
  look: 'buttons' | 'icons'
}) => {
  const navigate = useNavigate()
  const channels = useChannels(contactId, points)
  const call = channels.find((channel) => channel.id === 'call')
  const write = channels.find((channel) => channel.id === 'write')
  useCommands({
    'person.call': call === undefined ? undefined : () => open(call.address),
    'person.write':
      write === undefined
        ? undefined
        : () => void navigate({ to: '/outbox/write', search: { contact: contactId } }),
  })
  return channels
    .filter((channel) => channel.address !== null)
    .map((channel) => {
      const command = channel.id === 'messenger' ? undefined : commandOf[channel.id]
      const target = channel.address?.startsWith('https:')
        ? { target: '_blank', rel: 'noopener noreferrer' }
        : {}
      const keys = command === undefined ? {} : { 'aria-keyshortcuts': ariaKeys(command) }
      const name = `${channel.label}: ${channel.value}`
      return look === 'icons' ? (
        <Tooltip key={channel.id} label={name}>
          <ActionIcon
            component="a"
            href={channel.address ?? ''}
            {...target}
            {...keys}
            variant="default"
            aria-label={name}
          >
            <channel.icon size={16} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      ) : (
        <Button
          key={channel.id}
          component="a"
          href={channel.address ?? ''}
          {...target}
          {...keys}
          variant="default"
          title={channel.value}
          leftSection={<channel.icon size={16} stroke={1.6} aria-hidden="true" />}
          rightSection={command === undefined ? undefined : <CommandKeyCap command={command} />}
        >
          {channel.label}
        </Button>
      )
    })
}
