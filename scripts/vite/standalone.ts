/**
 * The page as one file that opens from disk, where a browser loads no second file: the bundler's plugin inlines scripts
 * and styles; what is left is the icon, which becomes a data address, and the manifest, which has no use there.
 */
import { readFileSync } from 'node:fs'
import type { Plugin, PluginOption } from 'vite'
import { viteSingleFile } from 'vite-plugin-singlefile'

const inlineIcon = (icon: string): Plugin => ({
  name: 'crossover:standalone-links',
  apply: 'build',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) =>
      html.replace(/\s*<link rel="manifest"[^>]*>/, '').replace(/(<link rel="icon"[^>]*href=")[^"]*"/, (_, before: string) => {
        return `${before}data:image/svg+xml;base64,${readFileSync(icon).toString('base64')}"`
      }),
  },
})

/** `icon` is the path of the SVG icon. */
export const standalone = (icon: string): PluginOption[] => [inlineIcon(icon), viteSingleFile({ outputFileName: 'standalone.html' })]
