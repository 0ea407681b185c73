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
import { showToast } from '#renderer/ui/toast-store.ts'
import { linkService, messengerService } from '#shared/contract/contact-parts.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { ContactPoint } from '../contact-types.ts'
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
  /** Why the way is not open, in words. */
  readonly refusal?: string
}

const useChannels = (contactId: ContactId, points: readonly ContactPoint[]): readonly Channel[] => {
  const { t } = useTranslation('contacts')
  const phone = bestPoint(points, 'phone')
  const email = points.find((point) => point.takesMail)
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
            ...(email.noMail === null
              ? {}
              : { refusal: t(`record.noMail.${email.noMail}`, { address: email.raw }) }),
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

/** Hands an address to what opens it: another tab, or the program the system has for it. */
export const openAddress = (address: string): void => {
  if (/^https?:/.test(address)) globalThis.open(address, '_blank', 'noopener,noreferrer')
  else globalThis.location.assign(address)
}

type ChannelLook = 'buttons' | 'icons'

const commandOf = { call: 'person.call', write: 'person.write' } as const

/** A way that is not open: it says why, to the pointer, the keyboard and whoever tries it. */
const ClosedChannel = ({
  channel,
  refusal,
  look,
  onTry,
}: {
  channel: Channel
  refusal: string
  look: ChannelLook
  onTry: () => void
}) => {
  const closed = { 'aria-disabled': true, 'data-disabled': true, onClick: onTry } as const
  const icon = <channel.icon size={16} stroke={1.6} aria-hidden="true" />
  return (
    <Tooltip label={refusal} events={{ hover: true, focus: true, touch: true }}>
      {look === 'icons' ? (
        <ActionIcon {...closed} variant="default" aria-label={`${channel.label}: ${refusal}`}>
          {icon}
        </ActionIcon>
      ) : (
        <Button {...closed} variant="default" leftSection={icon} aria-description={refusal}>
          {channel.label}
        </Button>
      )}
    </Tooltip>
  )
}

const OpenChannel = ({ channel, look }: { channel: Channel; look: ChannelLook }) => {
  const command = channel.id === 'messenger' ? undefined : commandOf[channel.id]
  const target = channel.address?.startsWith('https:')
    ? { target: '_blank', rel: 'noopener noreferrer' }
    : {}
  const keys = command === undefined ? {} : { 'aria-keyshortcuts': ariaKeys(command) }
  const name = `${channel.label}: ${channel.value}`
  return look === 'icons' ? (
    <Tooltip label={name}>
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
}

/** Call, write, messenger: as buttons with keys (record) or as icons (peek). */
export const Channels = ({
  contactId,
  points,
  look,
}: {
  contactId: ContactId
  points: readonly ContactPoint[]
  look: ChannelLook
}) => {
  const navigate = useNavigate()
  const channels = useChannels(contactId, points)
  const callAddress = channels.find((channel) => channel.id === 'call')?.address ?? undefined
  const write = channels.find((channel) => channel.id === 'write')
  const say = (refusal: string): void => showToast({ text: () => refusal })
  const handleWrite = (): void => {
    if (write?.refusal === undefined) {
      void navigate({ to: '/outbox/write', search: { contact: contactId } })
    } else say(write.refusal)
  }
  useCommands({
    'person.call': callAddress === undefined ? undefined : () => openAddress(callAddress),
    'person.write': write === undefined ? undefined : handleWrite,
  })
  return channels
    .filter((channel) => channel.address !== null)
    .map((channel) =>
      channel.refusal === undefined ? (
        <OpenChannel key={channel.id} channel={channel} look={look} />
      ) : (
        <ClosedChannel
          key={channel.id}
          channel={channel}
          refusal={channel.refusal}
          look={look}
          onTry={() => say(channel.refusal ?? '')}
        />
      ),
    )
}
