import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './content-security-policy.js';

export default defineConfig({ plugins: [contentSecurityPolicy()] });
