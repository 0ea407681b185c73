import { createTheme, type MantineThemeComponents } from '@mantine/core'
import type { FocusEvent } from 'react'
import { selectChevron } from './select-chevron.tsx'
import { dark, gray, petrol } from './theme-colors.ts'

/** A click into a field one can search in takes the words that stand there, as Tab does. */
const selectWords = ({ currentTarget: field }: FocusEvent<HTMLInputElement>): void => {
  // The click that brings the focus sets the caret afterwards.
  if (!field.readOnly) field.addEventListener('click', () => field.select(), { once: true })
}

const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'

const fastTransition = { duration: 120, timingFunction: 'ease-out' }

const components: MantineThemeComponents = {
  Button: { defaultProps: { size: 'sm' } },
  ActionIcon: { defaultProps: { size: 30, variant: 'subtle', color: 'gray' } },
  Input: { defaultProps: { size: 'sm' } },
  InputWrapper: {
    defaultProps: { size: 'sm', inputWrapperOrder: ['label', 'input', 'error', 'description'] },
  },
  TextInput: { defaultProps: { size: 'sm' } },
  Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 2 } },
  NumberInput: { defaultProps: { size: 'sm' } },
  Select: {
    defaultProps: {
      size: 'sm',
      checkIconPosition: 'right',
      comboboxProps: { shadow: 'sm' },
      rightSection: selectChevron,
      rightSectionPointerEvents: 'none',
      selectFirstOptionOnChange: true,
      onFocus: selectWords,
    },
  },
  TagsInput: { defaultProps: { size: 'sm' } },
  Checkbox: { defaultProps: { size: 'xs', radius: 'xs' } },
  Radio: { defaultProps: { size: 'xs' } },
  Switch: { defaultProps: { size: 'xs', withThumbIndicator: false } },
  Menu: {
    defaultProps: {
      shadow: 'sm',
      transitionProps: fastTransition,
      position: 'bottom-end',
      // A menu may hold nothing but its items; the first of them takes the focus.
      withInitialFocusPlaceholder: false,
    },
  },
  Popover: { defaultProps: { shadow: 'sm', transitionProps: fastTransition } },
  Tooltip: {
    defaultProps: { openDelay: 400, transitionProps: fastTransition, withinPortal: true },
  },
  Modal: {
    defaultProps: {
      radius: 'xl',
      // The page never scrolls as a whole, and the lock adds a style without the nonce.
      lockScroll: false,
      shadow: 'xl',
      transitionProps: { duration: 180, transition: 'fade', timingFunction: 'ease-out' },
      overlayProps: { color: 'var(--kith-scrim)', backgroundOpacity: 1 },
    },
  },
}

/** The house look in Mantine's terms; what colours mean stands in css-variables.ts. */
export const theme = createTheme({
  colors: { petrol, gray, dark },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  white: '#FFFFFF',
  black: '#171C1E',
  defaultRadius: 'sm',
  cursorType: 'default',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontFamily,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '12px' },
  shadows: {
    xs: 'var(--kith-shadow-float)',
    sm: 'var(--kith-shadow-float)',
    md: 'var(--kith-shadow-float)',
    lg: 'var(--kith-shadow-high)',
    xl: 'var(--kith-shadow-high)',
  },
  headings: {
    fontFamily,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  components,
})
