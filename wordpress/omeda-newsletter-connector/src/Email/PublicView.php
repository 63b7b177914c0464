<?php
namespace OmedaNewsletterConnector\Email;

defined( 'ABSPATH' ) || exit;

/**
 * A post's public page as visitors who are not logged in see it, in any request: no user, the site's language,
 * no admin screen, and the query of that post. The request's constants cannot be undone.
 */
final class PublicView {
	private const GLOBALS = array(
		'post', 'wp_query', 'wp_the_query', 'current_screen', 'show_admin_bar', 'id', 'authordata', 'currentday',
		'currentmonth', 'page', 'pages', 'multipage', 'more', 'numpages', '_GET', '_POST', '_REQUEST', '_COOKIE', '_SERVER',
	);
	/** Parts of a request that a page's content may depend on and a mail's must not. */
	private const VISITOR = array(
		'HTTP_COOKIE', 'HTTP_AUTHORIZATION', 'PHP_AUTH_USER', 'PHP_AUTH_PW', 'HTTP_REFERER', 'HTTP_ACCEPT_LANGUAGE',
		'HTTP_X_REQUESTED_WITH', 'HTTP_X_WP_NONCE',
	);

	/** @var array<string, mixed> */
	private array $globals = array();
	private int $user      = 0;
	private bool $switched = false;

	/**
	 * @template T
	 * @param callable(): T $work
	 * @return T
	 */
	public static function during( \WP_Post $post, callable $work ): mixed {
		$view = new self();
		$view->remember();
		try {
			$view->enter( $post );
			return $work();
		} finally {
			$view->leave();
		}
	}

	private function remember(): void {
		$this->user = get_current_user_id();
		foreach ( self::GLOBALS as $name ) {
			if ( isset( $GLOBALS[ $name ] ) ) {
				$this->globals[ $name ] = $GLOBALS[ $name ];
			}
		}
	}

	/** For the rest of the request, if there is nothing to restore. */
	public function enter( \WP_Post $post ): void {
		// Before the user is reset: WordPress uses the language of the logged-in user.
		$this->switched = switch_to_locale( get_locale() );
		wp_set_current_user( 0 );
		$GLOBALS['show_admin_bar'] = false;
		if ( is_admin() && class_exists( 'WP_Screen' ) ) {
			$GLOBALS['current_screen'] = \WP_Screen::get( 'front' );
		}
		self::visit( (string) get_permalink( $post ) );
		self::query( $post );
	}

	private function leave(): void {
		foreach ( self::GLOBALS as $name ) {
			if ( array_key_exists( $name, $this->globals ) ) {
				$GLOBALS[ $name ] = $this->globals[ $name ];
			} else {
				unset( $GLOBALS[ $name ] );
			}
		}
		wp_set_current_user( $this->user );
		if ( $this->switched ) {
			restore_previous_locale();
		}
	}

	private static function visit( string $url ): void {
		$path     = (string) wp_parse_url( $url, PHP_URL_PATH );
		$query    = (string) wp_parse_url( $url, PHP_URL_QUERY );
		$_GET     = array();
		$_POST    = array();
		$_REQUEST = array();
		$_COOKIE  = array();
		$_SERVER  = array(
			'REQUEST_METHOD'  => 'GET',
			'REQUEST_URI'     => ( '' === $path ? '/' : $path ) . ( '' === $query ? '' : "?{$query}" ),
			'QUERY_STRING'    => $query,
			'HTTP_USER_AGENT' => '',
		) + array_diff_key( $_SERVER, array_flip( self::VISITOR ) );
	}

	/** As the main query of the post's own page, in its loop. */
	private static function query( \WP_Post $post ): void {
		$query = new \WP_Query();
		$query->init();
		$query->is_page           = 'page' === $post->post_type;
		$query->is_single         = ! $query->is_page;
		$query->is_singular       = true;
		$query->in_the_loop       = true;
		$query->posts             = array( $post );
		$query->post              = $post;
		$query->post_count        = 1;
		$query->found_posts       = 1;
		$query->current_post      = 0;
		$query->queried_object    = $post;
		$query->queried_object_id = $post->ID;
		$GLOBALS['wp_the_query']  = $query;
		$GLOBALS['wp_query']      = $query;
		$GLOBALS['post']          = $post;
		setup_postdata( $post );
	}
}
