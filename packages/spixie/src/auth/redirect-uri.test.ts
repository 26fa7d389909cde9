import { describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { checkRedirectUri } from './redirect-uri.js';

describe('checkRedirectUri', () => {
  it.each([
    'https://example.com/callback',
    'https://example.com',
    'https://example.com:8443/callback?app=1',
    'http://127.0.0.1:5173/callback',
    'http://127.0.0.1/callback',
    'http://127.0.0.1',
    'http://[::1]:8080/callback',
    'myapp://callback',
    'com.example.app:/oauth',
    'https://localhost.example.com/callback',
  ])('takes %s as it is', (redirectUri) => {
    expect(checkRedirectUri(redirectUri)).toBe(redirectUri);
  });

  it.each([
    [
      'http://localhost:5173/callback',
      /localhost, which Spotify refuses\. Write http:\/\/127\.0\.0\.1:5173\/callback, also in the dashboard/,
    ],
    ['https://localhost/callback', /Write http:\/\/127\.0\.0\.1\/callback,/],
    ['HTTP://LOCALHOST:3000', /Write http:\/\/127\.0\.0\.1:3000,/],
    ['http://example.com/callback', /plain http, which Spotify refuses\. Write https or http:\/\/127\.0\.0\.1/],
    ['http://192.168.0.10:3000/callback', /plain http/],
    ['http://127.0.0.2/callback', /plain http/],
    ['http://127.1/callback', /plain http/],
    ['http://127.0.0.1.example.com/callback', /plain http/],
    ['http://127.0.0.1@example.com/callback', /plain http/],
    ['http://127.0.0.1:80@example.com/callback', /plain http/],
    ['https://example.com/callback#done', /has a fragment\. Write none/],
    ['myapp://callback#', /has a fragment/],
    ['/callback', /not absolute\. Write it in full, like http:\/\/127\.0\.0\.1\/callback/],
    ['example.com/callback', /not absolute/],
    ['//example.com/callback', /not absolute/],
    ['https:callback', /not absolute/],
    ['https:///callback', /not absolute/],
    ['myapp:', /not absolute/],
    ['https://example.com/call back', /not absolute/],
    [' https://example.com/callback', /not absolute/],
    ['', /not absolute/],
  ])('refuses %j and says what to write instead', async (redirectUri, sentence) => {
    const error = await failsWith('invalid_redirect_uri', sentence, () => checkRedirectUri(redirectUri));
    expect(error.action).toBe('fix_config');
  });
});
