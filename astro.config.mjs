// @ts-check
import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { offline } from './src/integrations/offline.ts';
import { publish } from './src/integrations/publish.ts';
import { searchIndex } from './src/integrations/search-index.ts';
import { takePages, writePages } from './src/integrations/shared-pages.ts';
import { readSettings } from './src/pipeline/settings.ts';

// Astro would report every build and session to its makers.
process.env.ASTRO_TELEMETRY_DISABLED = '1';
// Vite would take it for the base path.
delete process.env.BASE_URL;

const settings = readSettings(process.env);
const { site, base, out, cache, isMerge, pages } = settings;

export default defineConfig({
  site,
  base,
  outDir: out,
  cacheDir: cache,
  trailingSlash: 'always',
  // Strict content security policies forbid inline styles and scripts.
  build: { inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  // Pages whose `cacheKey` and code are as they were are not written anew.
  experimental: { incrementalBuild: true },
  server: { port: 4321 },
  // Of the standing pages; cards have a renderer of their own. MathML alone needs no inline styles.
  markdown: { processor: unified({ remarkPlugins: [remarkMath], rehypePlugins: [[rehypeKatex, { output: 'mathml' }]] }) },
  integrations: pages
    ? [mdx(), writePages(settings, pages)]
    : [
        mdx(),
        ...(isMerge ? [takePages(settings)] : []),
        sitemap({ filter: (page) => !/\/(search|offline)\/$/.test(page) }),
        searchIndex(cache),
        offline(base),
        publish(out),
      ],
  vite: {
    plugins: [tailwindcss()],
    build: {
      assetsInlineLimit: 0,
    },
    // The labs' worker loads a lab when it runs it.
    worker: { format: 'es' },
  },
});
