import type { Hono } from 'hono';
import type { ExchangeEnvironment } from '../inspector/exchange.js';
import type { Management } from '../management/management.js';
import type { Tier } from '../world/apps.js';
import type { User } from '../world/users.js';
import type { DashboardPageProps } from './dashboard-page.js';
import type { Answer, PageContext } from './form-answers.js';

/** What every page of the dashboard shows, or needs for its forms. */
export interface Shown {
  users: readonly User[];
  /** What an app without a tier of its own has. */
  defaultTier: Tier;
  csrf: string;
  /** What was done just now. */
  status: string | undefined;
}

/** What the routes of the dashboard work with. */
export interface Dashboard {
  readonly routes: Hono<ExchangeEnvironment>;
  readonly management: Pick<Management, 'apps' | 'userAccounts'>;
  shown(c: PageContext): Shown;
  /** The first page, also with what is wrong with one of its forms. */
  showDashboard(c: PageContext, more?: Pick<DashboardPageProps, 'problem' | 'typed'>): Answer;
}
