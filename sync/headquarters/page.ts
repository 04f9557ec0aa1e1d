/** The read-only page at `/`: counts and times, no person's data, no script. */
import { createHash } from 'node:crypto';

import type { Progress } from './status.js';

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}caption{text-align:left;padding:.25rem 0}
th,td{text-align:left;padding:.4rem .75rem;border-bottom:1px solid #8884}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
code{font-size:.9em}.warn{font-weight:600}`;

export const pageHeaders = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

const vias: Readonly<Record<string, string>> = { network: 'mạng', stick: 'USB' };

export function page({ stations, latest }: Progress): string {
  const names = new Map(stations.map((one) => [one.id, one.name]));
  const received = stations.reduce((sum, one) => sum + one.received, 0);
  const number = (value: number, warn = false): string => `<td class="n${warn && value > 0 ? ' warn' : ''}">${value.toLocaleString('vi-VN')}</td>`;
  const stationRows = stations.map((one) =>
    `<tr><th scope="row">${escape(one.name)}${one.refused ? ' (đã chặn)' : ''} <code>${escape(one.id.slice(0, 8))}</code></th>${number(one.received)}${number(one.announced)}${number(one.notTaken, true)}${number(one.conflicts, true)}${number(one.gaps, true)}</tr>`);
  const receiptRows = latest.map((one) =>
    `<tr><td class="n">${one.sequence}</td><td>${escape(one.receivedAt.toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' }))}</td><td>${escape(names.get(one.station) ?? one.station.slice(0, 8))}</td><td>${escape(vias[one.via] ?? one.via)}</td></tr>`);
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tận Nhà: tiếp nhận</title><style>${style}</style></head>
<body><h1>Tiếp nhận hồ sơ</h1>
<p>${stations.length.toLocaleString('vi-VN')} máy trạm, ${received.toLocaleString('vi-VN')} hồ sơ đã nhận.</p>
<h2>Máy trạm</h2>
${table(['Máy trạm', 'Đã nhận', 'Đang nhận', 'Bị từ chối', 'Xung đột', 'Còn thiếu trước'], stationRows, 'Chưa có máy trạm nào đăng ký.')}
<h2>Biên nhận mới nhất</h2>
${table(['Số', 'Lúc', 'Máy trạm', 'Qua'], receiptRows, 'Chưa có biên nhận nào.')}
</body></html>`;
}

function table(heads: readonly string[], rows: readonly string[], empty: string): string {
  if (rows.length === 0) return `<p>${empty}</p>`;
  return `<table><thead><tr>${heads.map((one) => `<th scope="col">${one}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
