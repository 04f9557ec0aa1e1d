/** The page's entry: nonce, colours, text, then the screens. */
import '@fontsource/be-vietnam-pro/400.css';
import '@fontsource/be-vietnam-pro/500.css';
import '@fontsource/be-vietnam-pro/600.css';
import '@mantine/core/styles.css';

import './style/tokens.css';
import './style/base.css';

import { MantineProvider } from '@mantine/core';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';

import { App } from './App.js';
import { resolveVariables, theme } from './style/theme.js';
import { TextProvider } from './text/language.js';
import { keptLanguage, setUpText } from './text/setup.js';

// The response's nonce, put into the page by the scheme's handler: without it the policy drops Mantine's styles.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
setNonce(nonce);

const root = document.getElementById('root');
if (root === null) throw Error('the page has no root');

createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={setUpText(keptLanguage())}>
      <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <TextProvider><App /></TextProvider>
      </MantineProvider>
    </I18nextProvider>
  </StrictMode>,
);
