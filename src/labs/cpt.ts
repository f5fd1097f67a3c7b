import { frontPanel, lossPanel, ratePanel } from './cpt-panels.ts';
import { peaks, runAll, shares, type CptState } from './cpt-runs.ts';
import { defineLab } from './lab.ts';
import { fixed, percent, significant } from './numbers.ts';

const defaults: CptState = { schedule: 'rewarm', f: 1, W: 0.01, rho: 0.05, kappa: 20, T: 300 };

const scheduleLabels: Readonly<Record<CptState['schedule'], string>> = {
  rewarm: 're-warmed, then cosine',
  constant: 'constant at the minimum',
  infinite: 'held at the peak, then annealed',
};

/** The lab of continued pretraining: learning rate and replay when the data changes. */
export const cpt = defineLab({
  name: 'cpt',
  caption:
    'A higher peak of the learning rate adapts better and forgets more; a little replay buys most of the old domain back at a small price on the new. The length of the warm-up hardly matters.',
  controls: {
    f: {
      kind: 'range',
      tex: '\\eta_{\\max} / \\eta_{\\mathrm{orig}}',
      label: 'peak against the original peak',
      min: 0.1,
      max: 2,
      step: 0.1,
      format: (f) => `${fixed(f, 1)} ×`,
    },
    rho: {
      kind: 'range',
      tex: '\\rho',
      label: 'share of replay',
      min: 0,
      max: 0.5,
      step: 0.01,
      format: (rho) => percent(rho),
    },
    W: { kind: 'range', tex: 'W', label: 'warm-up, share of the steps', min: 0, max: 0.05, step: 0.005, format: (W) => percent(W, 1) },
    kappa: {
      kind: 'range',
      tex: '\\kappa',
      label: 'conflict of the domains',
      min: 1,
      max: 50,
      step: 1,
      format: (kappa) => significant(kappa),
    },
    T: { kind: 'range', tex: 'T', label: 'steps', min: 50, max: 1000, step: 50, format: (T) => significant(T, 4) },
    schedule: { kind: 'choice', tex: '\\eta_t', label: 'schedule', options: scheduleLabels },
  },
  defaults,
  presets: {
    'weak-shift': { label: 'Full peak, 5% replay', state: {} },
    'no-replay': { label: 'Full peak, no replay', state: { rho: 0 } },
    'strong-shift': { label: 'Full peak, 25% replay', state: { rho: 0.25 } },
    'low-peak': { label: 'Low peak, no replay', state: { f: 0.3, rho: 0 } },
    'constant-rate': { label: 'Constant low rate', state: { schedule: 'constant', rho: 0 } },
  },
  idle: ({ schedule }) => (schedule === 'constant' ? ['f', 'W'] : []),
  steps: runAll,
  panels: (state, result) => [ratePanel(state, result), lossPanel(result), frontPanel(result)],
  reading({ schedule, f, rho, T }, { end, constant }) {
    const peak = schedule === 'constant' ? '' : `, peak ${fixed(f, 1)} times the original`;
    const best = `After ${significant(T, 4)} steps, rate ${scheduleLabels[schedule]}${peak}, ${percent(rho)} replay: old loss ${fixed(end.old, 4)}, new loss ${fixed(end.new, 4)}.`;
    return `${best} The constant low rate without replay ends at ${fixed(constant.old, 4)} and ${fixed(constant.new, 4)}.`;
  },
  table: ({ rho, f }, { end, constant, fronts }) => ({
    head: ['Run', 'Old loss', 'New loss'],
    rows: [
      [`Chosen: peak × ${fixed(f, 1)}, ${percent(rho)} replay`, fixed(end.old, 5), fixed(end.new, 5)],
      ['Constant at the minimum, no replay', fixed(constant.old, 5), fixed(constant.new, 5)],
      ...shares.flatMap((share, index) =>
        peaks.map((peak, place) => {
          const at = fronts[index]?.runs[place];
          return [`Peak × ${fixed(peak, 1)}, ${percent(share)} replay`, ...(at ? [fixed(at.old, 5), fixed(at.new, 5)] : ['–', '–'])];
        }),
      ),
    ],
  }),
  leavesOut:
    'Two quadratic losses in 16 directions and the expectation of gradient descent over its noise: no network, no optimizer state, no repeated documents, and, as the losses are convex, none of the early spike that re-warming causes. Ibrahim et al. trained 405M parameters at 3·10⁻⁴ down to 3·10⁻⁵ with 1% warm-up on 300B tokens in batches of 1,104 × 2,048, and needed 5% replay for a weak shift and 25% for a strong one.',
  sources: ['ibrahim2024', 'gupta2023', 'scialom2022'],
});
