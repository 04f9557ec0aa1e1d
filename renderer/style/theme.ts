import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const teal: MantineColorsTuple = [
  '#e6f4f2', '#cfe8e5', '#a2d3ce', '#7fd8d0', '#5cc4bb', '#2f9990', '#177f77', '#0f6b64', '#0b5751', '#08443f',
];

/** Neutrals of the dark scheme; 6 is the ground of fields, 7 of the page. */
const dark: MantineColorsTuple = [
  '#e9eeee', '#cdd6d6', '#a9b6b7', '#8a9899', '#3a4648', '#303b3d', '#20282a', '#14191a', '#0f1314', '#0b0e0f',
];

/** Mantine in the measures of tokens.css; its keys are xxs … xl for 4·8·12·16·24·32 and sm … xl for 14/16/20/28. */
export const theme = createTheme({
  fontFamily: "'Be Vietnam Pro', system-ui, sans-serif",
  headings: {
    fontFamily: "'Be Vietnam Pro', system-ui, sans-serif",
    fontWeight: '600',
    sizes: {
      h1: { fontSize: 'var(--type-large)', lineHeight: '1.3' },
      h2: { fontSize: 'var(--type-title)', lineHeight: '1.4' },
      h3: { fontSize: 'var(--type-text)', lineHeight: '1.5' },
    },
  },
  colors: { teal, dark },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  white: '#ffffff',
  black: '#16201f',
  defaultRadius: 'md',
  radius: { xs: 'var(--radius)', sm: 'var(--radius)', md: 'var(--radius)', lg: 'var(--radius)', xl: 'var(--radius)' },
  spacing: {
    xxs: 'var(--space-1)', xs: 'var(--space-2)', sm: 'var(--space-3)', md: 'var(--space-4)', lg: 'var(--space-5)', xl: 'var(--space-6)',
  },
  fontSizes: {
    xs: 'var(--type-small)', sm: 'var(--type-small)', md: 'var(--type-text)', lg: 'var(--type-title)', xl: 'var(--type-large)',
  },
  shadows: { xs: 'none', sm: 'none', md: 'none', lg: 'none', xl: 'none' },
  components: {
    Popover: { styles: { dropdown: { borderColor: 'var(--text-quiet)' } } },
    Menu: { styles: { dropdown: { borderColor: 'var(--text-quiet)' } } },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
});

/** Hands our neutrals to Mantine, whose own dimmed grey is below AA. */
export const resolveVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-quiet)',
    '--mantine-color-placeholder': 'var(--text-quiet)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--panel)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-error': 'var(--state-blocked)',
    '--mantine-color-anchor': 'var(--accent)',
  };
  return { variables: {}, light: shared, dark: shared };
};
